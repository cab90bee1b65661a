#include "assets.h"

// One block a file: #embed is read by the compiler, so a changed file rebuilds this target and nothing is copied about.
static const unsigned char style[] = {
#embed "../../../Public/keruen.css"
};
static const unsigned char desk_style[] = {
#embed "../../../Public/desk.css"
};
static const unsigned char public_style[] = {
#embed "../../../Public/public.css"
};
static const unsigned char lesson_style[] = {
#embed "../../../Public/lesson.css"
};
static const unsigned char figure_bounce[] = {
#embed "../../../Examples/school/bounce.jpg"
};
static const unsigned char figure_parachute[] = {
#embed "../../../Examples/school/parachute.jpg"
};
static const unsigned char figure_pendulum[] = {
#embed "../../../Examples/school/pendulum.jpg"
};
static const unsigned char figure_shadow[] = {
#embed "../../../Examples/school/shadow.jpg"
};
static const unsigned char figure_slope[] = {
#embed "../../../Examples/school/slope.jpg"
};
static const unsigned char notebook[] = {
#embed "../../../Examples/school/notebook.jpg"
};
static const unsigned char marking_style[] = {
#embed "../../../Public/marking.css"
};
static const unsigned char project_style[] = {
#embed "../../../Public/project.css"
};
static const unsigned char board_style[] = {
#embed "../../../Public/board.css"
};
static const unsigned char roll_style[] = {
#embed "../../../Public/roll.css"
};
static const unsigned char ed25519_js[] = {
#embed "../../../Public/ed25519.js"
};
static const unsigned char roll_js[] = {
#embed "../../../Public/roll.js"
};
static const unsigned char study_js[] = {
#embed "../../../Public/study.js"
};
static const unsigned char statement_js[] = {
#embed "../../../Public/statement.js"
};
static const unsigned char lesson_js[] = {
#embed "../../../Public/lesson.js"
};
static const unsigned char desk_js[] = {
#embed "../../../Public/desk.js"
};
static const unsigned char policy_js[] = {
#embed "../../../Public/policy.js"
};
static const unsigned char apply[] = {
#embed "../../../Public/apply.js"
};
static const unsigned char forms_js[] = {
#embed "../../../Public/forms.js"
};
static const unsigned char saved_js[] = {
#embed "../../../Public/saved.js"
};
static const unsigned char kit_store_js[] = {
#embed "../../../Public/kit/store.js"
};
static const unsigned char kit_clock_js[] = {
#embed "../../../Public/kit/clock.js"
};
static const unsigned char kit_journal_js[] = {
#embed "../../../Public/kit/journal.js"
};
static const unsigned char kit_upload_js[] = {
#embed "../../../Public/kit/upload.js"
};
static const unsigned char kit_shell_js[] = {
#embed "../../../Public/kit/shell.js"
};
static const unsigned char kit_exit_js[] = {
#embed "../../../Public/kit/exit.js"
};
static const unsigned char units[] = {
#embed "../../../Sources/Science/Grading/units.csv"
};
static const unsigned char grade_js[] = {
#embed "../../../Public/grade.js"
};
static const unsigned char answering_js[] = {
#embed "../../../Public/answering.js"
};
static const unsigned char checking_js[] = {
#embed "../../../Public/checking.js"
};
static const unsigned char practising_js[] = {
#embed "../../../Public/practising.js"
};
static const unsigned char practice_js[] = {
#embed "../../../Public/practice.js"
};
static const unsigned char exercises_js[] = {
#embed "../../../Public/exercises.js"
};
static const unsigned char kit_parcel_js[] = {
#embed "../../../Public/kit/parcel.js"
};
static const unsigned char kit_rolls_js[] = {
#embed "../../../Public/kit/rolls.js"
};
static const unsigned char kit_tabs_js[] = {
#embed "../../../Public/kit/tabs.js"
};
static const unsigned char kit_sealed_js[] = {
#embed "../../../Public/kit/sealed.js"
};
static const unsigned char progress[] = {
#embed "../../../Public/progress.js"
};
static const unsigned char worker[] = {
#embed "../../../Public/worker.js"
};
static const unsigned char menus_js[] = {
#embed "../../../Public/menus.js"
};
static const unsigned char handing_js[] = {
#embed "../../../Public/handing.js"
};
static const unsigned char handin_js[] = {
#embed "../../../Public/handin.js"
};
static const unsigned char keep_js[] = {
#embed "../../../Public/keep.js"
};
static const unsigned char robots[] = {
#embed "../../../Public/robots.txt"
};
static const unsigned char favicon[] = {
#embed "../../../Public/favicon.svg"
};
static const unsigned char programme[] = {
#embed "../../../Programmes/stem-school/programme.yaml"
};
static const unsigned char form[] = {
#embed "../../../Programmes/stem-school/form.yaml"
};
static const unsigned char consents[] = {
#embed "../../../Programmes/stem-school/consents.yaml"
};
static const unsigned char letters[] = {
#embed "../../../Programmes/stem-school/letters.yaml"
};
static const unsigned char policy[] = {
#embed "../../../Programmes/stem-school/policy.yaml"
};
static const unsigned char list_js[] = {
#embed "../../../Public/list.js"
};
static const unsigned char list_style[] = {
#embed "../../../Public/list.css"
};
static const unsigned char merit[] = {
#embed "../../../Programmes/stem-school/merit.yaml"
};
static const unsigned char retention[] = {
#embed "../../../Programmes/stem-school/retention.yaml"
};
static const unsigned char objections[] = {
#embed "../../../Programmes/stem-school/objections.yaml"
};
static const unsigned char board[] = {
#embed "../../../Programmes/stem-school/board.yaml"
};
static const unsigned char support[] = {
#embed "../../../Programmes/stem-school/support.yaml"
};
static const unsigned char projects[] = {
#embed "../../../Programmes/stem-school/projects.yaml"
};
static const unsigned char clearance[] = {
#embed "../../../Programmes/stem-school/clearance.yaml"
};
static const unsigned char caspian_clearance_yaml[] = {
#embed "../../../Examples/caspian-lab/clearance.yaml"
};
static const unsigned char caspian_consents_yaml[] = {
#embed "../../../Examples/caspian-lab/consents.yaml"
};
static const unsigned char caspian_form_yaml[] = {
#embed "../../../Examples/caspian-lab/form.yaml"
};
static const unsigned char caspian_letters_yaml[] = {
#embed "../../../Examples/caspian-lab/letters.yaml"
};
static const unsigned char caspian_logo_svg[] = {
#embed "../../../Examples/caspian-lab/logo.svg"
};
static const unsigned char caspian_objections_yaml[] = {
#embed "../../../Examples/caspian-lab/objections.yaml"
};
static const unsigned char caspian_places_csv[] = {
#embed "../../../Examples/caspian-lab/places.csv"
};
static const unsigned char caspian_places_csv_source_txt[] = {
#embed "../../../Examples/caspian-lab/places.csv.source.txt"
};
static const unsigned char caspian_policy_yaml[] = {
#embed "../../../Examples/caspian-lab/policy.yaml"
};
static const unsigned char caspian_programme_yaml[] = {
#embed "../../../Examples/caspian-lab/programme.yaml"
};
static const unsigned char caspian_retention_yaml[] = {
#embed "../../../Examples/caspian-lab/retention.yaml"
};
static const unsigned char essays[] = {
#embed "../../../Programmes/invented/essays.txt"
};
static const unsigned char kato_abai[] = {
#embed "../../../Programmes/kazakhstan/kato_abai_2026.csv"
};
static const unsigned char kato_kyzylorda[] = {
#embed "../../../Programmes/kazakhstan/kato_kyzylorda_2026.csv"
};
static const unsigned char kato_vko[] = {
#embed "../../../Programmes/kazakhstan/kato_vko_2026.csv"
};
static const unsigned char kato_fixes[] = {
#embed "../../../Programmes/kazakhstan/kato_name_fixes.csv"
};
static const unsigned char holidays_csv[] = {
#embed "../../../Programmes/kazakhstan/holidays.csv"
};
static const unsigned char conduct_yaml[] = {
#embed "../../../Programmes/stem-school/conduct.yaml"
};
static const unsigned char grants_yaml[] = {
#embed "../../../Programmes/kazakhstan/grants.yaml"
};
static const unsigned char universities_csv[] = {
#embed "../../../Programmes/kazakhstan/universities.csv"
};

static const struct keruen_asset assets[] = {
    {"Public/keruen.css", style, sizeof style},
    {"Public/desk.css", desk_style, sizeof desk_style},
    {"Public/public.css", public_style, sizeof public_style},
    {"Public/lesson.css", lesson_style, sizeof lesson_style},
    {"Public/board.css", board_style, sizeof board_style},
    {"Public/project.css", project_style, sizeof project_style},
    {"Public/roll.css", roll_style, sizeof roll_style},
    {"Public/marking.css", marking_style, sizeof marking_style},
    {"Examples/school/notebook.jpg", notebook, sizeof notebook},
    {"Examples/school/bounce.jpg", figure_bounce, sizeof figure_bounce},
    {"Examples/school/parachute.jpg", figure_parachute, sizeof figure_parachute},
    {"Examples/school/pendulum.jpg", figure_pendulum, sizeof figure_pendulum},
    {"Examples/school/shadow.jpg", figure_shadow, sizeof figure_shadow},
    {"Examples/school/slope.jpg", figure_slope, sizeof figure_slope},
    {"Public/ed25519.js", ed25519_js, sizeof ed25519_js},
    {"Public/lesson.js", lesson_js, sizeof lesson_js},
    {"Public/desk.js", desk_js, sizeof desk_js},
    {"Public/menus.js", menus_js, sizeof menus_js},
    {"Public/keep.js", keep_js, sizeof keep_js},
    {"Public/handin.js", handin_js, sizeof handin_js},
    {"Public/handing.js", handing_js, sizeof handing_js},
    {"Public/policy.js", policy_js, sizeof policy_js},
    {"Public/apply.js", apply, sizeof apply},
    {"Public/forms.js", forms_js, sizeof forms_js},
    {"Public/saved.js", saved_js, sizeof saved_js},
    {"Public/roll.js", roll_js, sizeof roll_js},
    {"Public/study.js", study_js, sizeof study_js},
    {"Public/statement.js", statement_js, sizeof statement_js},
    {"Public/kit/store.js", kit_store_js, sizeof kit_store_js},
    {"Public/kit/clock.js", kit_clock_js, sizeof kit_clock_js},
    {"Public/kit/journal.js", kit_journal_js, sizeof kit_journal_js},
    {"Public/kit/upload.js", kit_upload_js, sizeof kit_upload_js},
    {"Public/kit/shell.js", kit_shell_js, sizeof kit_shell_js},
    {"Public/kit/exit.js", kit_exit_js, sizeof kit_exit_js},
    {"Public/grade.js", grade_js, sizeof grade_js},
    {"Public/answering.js", answering_js, sizeof answering_js},
    {"Public/checking.js", checking_js, sizeof checking_js},
    {"Public/practising.js", practising_js, sizeof practising_js},
    {"Public/practice.js", practice_js, sizeof practice_js},
    {"Public/exercises.js", exercises_js, sizeof exercises_js},
    {"Sources/Science/Grading/units.csv", units, sizeof units},
    {"Public/kit/parcel.js", kit_parcel_js, sizeof kit_parcel_js},
    {"Public/kit/rolls.js", kit_rolls_js, sizeof kit_rolls_js},
    {"Public/kit/tabs.js", kit_tabs_js, sizeof kit_tabs_js},
    {"Public/kit/sealed.js", kit_sealed_js, sizeof kit_sealed_js},
    {"Public/list.js", list_js, sizeof list_js},
    {"Public/list.css", list_style, sizeof list_style},
    {"Public/progress.js", progress, sizeof progress},
    {"Public/robots.txt", robots, sizeof robots},
    {"Public/favicon.svg", favicon, sizeof favicon},
    {"Public/worker.js", worker, sizeof worker},
    {"Programmes/stem-school/programme.yaml", programme, sizeof programme},
    {"Programmes/stem-school/form.yaml", form, sizeof form},
    {"Programmes/stem-school/consents.yaml", consents, sizeof consents},
    {"Programmes/stem-school/letters.yaml", letters, sizeof letters},
    {"Programmes/stem-school/policy.yaml", policy, sizeof policy},
    {"Programmes/stem-school/merit.yaml", merit, sizeof merit},
    {"Programmes/stem-school/retention.yaml", retention, sizeof retention},
    {"Programmes/stem-school/objections.yaml", objections, sizeof objections},
    {"Programmes/stem-school/board.yaml", board, sizeof board},
    {"Programmes/stem-school/support.yaml", support, sizeof support},
    {"Programmes/stem-school/projects.yaml", projects, sizeof projects},
    {"Programmes/stem-school/clearance.yaml", clearance, sizeof clearance},
    {"Examples/caspian-lab/clearance.yaml", caspian_clearance_yaml, sizeof caspian_clearance_yaml},
    {"Examples/caspian-lab/consents.yaml", caspian_consents_yaml, sizeof caspian_consents_yaml},
    {"Examples/caspian-lab/form.yaml", caspian_form_yaml, sizeof caspian_form_yaml},
    {"Examples/caspian-lab/letters.yaml", caspian_letters_yaml, sizeof caspian_letters_yaml},
    {"Examples/caspian-lab/logo.svg", caspian_logo_svg, sizeof caspian_logo_svg},
    {"Examples/caspian-lab/objections.yaml", caspian_objections_yaml, sizeof caspian_objections_yaml},
    {"Examples/caspian-lab/places.csv", caspian_places_csv, sizeof caspian_places_csv},
    {"Examples/caspian-lab/places.csv.source.txt", caspian_places_csv_source_txt, sizeof caspian_places_csv_source_txt},
    {"Examples/caspian-lab/policy.yaml", caspian_policy_yaml, sizeof caspian_policy_yaml},
    {"Examples/caspian-lab/programme.yaml", caspian_programme_yaml, sizeof caspian_programme_yaml},
    {"Examples/caspian-lab/retention.yaml", caspian_retention_yaml, sizeof caspian_retention_yaml},
    {"Programmes/invented/essays.txt", essays, sizeof essays},
    {"Programmes/kazakhstan/kato_abai_2026.csv", kato_abai, sizeof kato_abai},
    {"Programmes/kazakhstan/kato_kyzylorda_2026.csv", kato_kyzylorda, sizeof kato_kyzylorda},
    {"Programmes/kazakhstan/kato_vko_2026.csv", kato_vko, sizeof kato_vko},
    {"Programmes/kazakhstan/kato_name_fixes.csv", kato_fixes, sizeof kato_fixes},
    {"Programmes/kazakhstan/holidays.csv", holidays_csv, sizeof holidays_csv},
    {"Programmes/stem-school/conduct.yaml", conduct_yaml, sizeof conduct_yaml},
    {"Programmes/kazakhstan/grants.yaml", grants_yaml, sizeof grants_yaml},
    {"Programmes/kazakhstan/universities.csv", universities_csv, sizeof universities_csv},
};

enum { own_count = sizeof assets / sizeof assets[0] };

int keruen_asset_count(void) { return own_count + keruen_course_file_count; }
struct keruen_asset keruen_asset(int index) {
  return index < own_count ? assets[index] : keruen_course_file(index - own_count);
}
