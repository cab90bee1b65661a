// Written by bin/courses.
#include "assets.h"

static const unsigned char file_0[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-brick-rows.yaml"
};
static const unsigned char file_1[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-bucket-level.yaml"
};
static const unsigned char file_2[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-buses.yaml"
};
static const unsigned char file_3[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-canal-diggers.yaml"
};
static const unsigned char file_4[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-debt-twice.yaml"
};
static const unsigned char file_5[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-die.yaml"
};
static const unsigned char file_6[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-falling-level.yaml"
};
static const unsigned char file_7[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-felt-of-model.yaml"
};
static const unsigned char file_8[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-first-payment.yaml"
};
static const unsigned char file_9[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-floor-area.yaml"
};
static const unsigned char file_10[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-fridge.yaml"
};
static const unsigned char file_11[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-hail-insurance.yaml"
};
static const unsigned char file_12[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-jug-level.yaml"
};
static const unsigned char file_13[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-map-road.yaml"
};
static const unsigned char file_14[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-mast-angle.yaml"
};
static const unsigned char file_15[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-net-of-twenty.yaml"
};
static const unsigned char file_16[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-parabola.yaml"
};
static const unsigned char file_17[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-post-shadow.yaml"
};
static const unsigned char file_18[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-rice.yaml"
};
static const unsigned char file_19[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-rock-over-river.yaml"
};
static const unsigned char file_20[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-rope-error.yaml"
};
static const unsigned char file_21[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-seedlings.yaml"
};
static const unsigned char file_22[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-tank-left.yaml"
};
static const unsigned char file_23[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-thin-film.yaml"
};
static const unsigned char file_24[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-turning-point.yaml"
};
static const unsigned char file_25[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-two-stoves.yaml"
};
static const unsigned char file_26[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-water-used.yaml"
};
static const unsigned char file_27[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/c-which-is-right.yaml"
};
static const unsigned char file_28[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/u-foundation.yaml"
};
static const unsigned char file_29[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/u-inverse.yaml"
};
static const unsigned char file_30[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/u-pond-rate.yaml"
};
static const unsigned char file_31[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/u-poplar-error.yaml"
};
static const unsigned char file_32[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/u-room-on-plan.yaml"
};
static const unsigned char file_33[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/u-school-roof.yaml"
};
static const unsigned char file_34[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/u-shed-area.yaml"
};
static const unsigned char file_35[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/u-three-processes.yaml"
};
static const unsigned char file_36[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/u-tile-boxes.yaml"
};
static const unsigned char file_37[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/items/u-tree-shadow.yaml"
};
static const unsigned char file_38[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/post.yaml"
};
static const unsigned char file_39[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/pre.yaml"
};
static const unsigned char file_40[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/checks/unit-1.yaml"
};
static const unsigned char file_41[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/course.yaml"
};
static const unsigned char file_42[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/glossary.yaml"
};
static const unsigned char file_43[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/aligned.yaml"
};
static const unsigned char file_44[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/en.md"
};
static const unsigned char file_45[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/exercises/field-area.yaml"
};
static const unsigned char file_46[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/exercises/film-rolls.yaml"
};
static const unsigned char file_47[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/exercises/fuel-left.yaml"
};
static const unsigned char file_48[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/exercises/grains-in-a-sack.yaml"
};
static const unsigned char file_49[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/exercises/relative-error.yaml"
};
static const unsigned char file_50[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/figures/tank-estimate.svg"
};
static const unsigned char file_51[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/figures/tank-estimate.yaml"
};
static const unsigned char file_52[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/frozen/field-area.json"
};
static const unsigned char file_53[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/frozen/film-rolls.json"
};
static const unsigned char file_54[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/frozen/fuel-left.json"
};
static const unsigned char file_55[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/frozen/grains-in-a-sack.json"
};
static const unsigned char file_56[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/frozen/relative-error.json"
};
static const unsigned char file_57[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/kk.md"
};
static const unsigned char file_58[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/lesson.yaml"
};
static const unsigned char file_59[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/ru.md"
};
static const unsigned char file_60[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/worked.csv"
};
static const unsigned char file_61[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/aligned.yaml"
};
static const unsigned char file_62[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/en.md"
};
static const unsigned char file_63[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/exercises/concrete-parts.yaml"
};
static const unsigned char file_64[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/exercises/desk-measured.yaml"
};
static const unsigned char file_65[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/exercises/map-distance.yaml"
};
static const unsigned char file_66[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/exercises/plan-area.yaml"
};
static const unsigned char file_67[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/exercises/pumps.yaml"
};
static const unsigned char file_68[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/exercises/right-corner.yaml"
};
static const unsigned char file_69[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/figures/greenhouse-plan.svg"
};
static const unsigned char file_70[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/figures/greenhouse-plan.yaml"
};
static const unsigned char file_71[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/figures/rope-triangle.svg"
};
static const unsigned char file_72[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/figures/rope-triangle.yaml"
};
static const unsigned char file_73[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/frozen/concrete-parts.json"
};
static const unsigned char file_74[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/frozen/desk-measured.json"
};
static const unsigned char file_75[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/frozen/map-distance.json"
};
static const unsigned char file_76[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/frozen/plan-area.json"
};
static const unsigned char file_77[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/frozen/pumps.json"
};
static const unsigned char file_78[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/frozen/right-corner.json"
};
static const unsigned char file_79[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/kk.md"
};
static const unsigned char file_80[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/lesson.yaml"
};
static const unsigned char file_81[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/ru.md"
};
static const unsigned char file_82[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/worked.csv"
};
static const unsigned char file_83[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/aligned.yaml"
};
static const unsigned char file_84[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/en.md"
};
static const unsigned char file_85[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/exercises/average-rate.yaml"
};
static const unsigned char file_86[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/exercises/fastest-change.yaml"
};
static const unsigned char file_87[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/exercises/formula-of-process.yaml"
};
static const unsigned char file_88[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/exercises/level-from-cells.yaml"
};
static const unsigned char file_89[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/exercises/steady-level.yaml"
};
static const unsigned char file_90[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/exercises/vessel-graphs.yaml"
};
static const unsigned char file_91[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/exercises/when-empty.yaml"
};
static const unsigned char file_92[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/figures/tower-day.svg"
};
static const unsigned char file_93[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/figures/tower-day.yaml"
};
static const unsigned char file_94[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/figures/vessels.svg"
};
static const unsigned char file_95[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/figures/vessels.yaml"
};
static const unsigned char file_96[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/frozen/average-rate.json"
};
static const unsigned char file_97[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/frozen/fastest-change.json"
};
static const unsigned char file_98[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/frozen/formula-of-process.json"
};
static const unsigned char file_99[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/frozen/level-from-cells.json"
};
static const unsigned char file_100[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/frozen/steady-level.json"
};
static const unsigned char file_101[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/frozen/vessel-graphs.json"
};
static const unsigned char file_102[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/frozen/when-empty.json"
};
static const unsigned char file_103[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/kk.md"
};
static const unsigned char file_104[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/lesson.yaml"
};
static const unsigned char file_105[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/ru.md"
};
static const unsigned char file_106[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/worked.csv"
};
static const unsigned char file_107[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/aligned.yaml"
};
static const unsigned char file_108[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/en.md"
};
static const unsigned char file_109[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/exercises/across-the-river.yaml"
};
static const unsigned char file_110[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/exercises/height-by-angle.yaml"
};
static const unsigned char file_111[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/exercises/own-height-report.yaml"
};
static const unsigned char file_112[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/exercises/own-height.yaml"
};
static const unsigned char file_113[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/exercises/read-clinometer.yaml"
};
static const unsigned char file_114[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/exercises/shadow-height.yaml"
};
static const unsigned char file_115[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/figures/clinometer.svg"
};
static const unsigned char file_116[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/figures/clinometer.yaml"
};
static const unsigned char file_117[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/figures/height-triangle.svg"
};
static const unsigned char file_118[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/figures/height-triangle.yaml"
};
static const unsigned char file_119[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/figures/two-stations.svg"
};
static const unsigned char file_120[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/figures/two-stations.yaml"
};
static const unsigned char file_121[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/frozen/across-the-river.json"
};
static const unsigned char file_122[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/frozen/height-by-angle.json"
};
static const unsigned char file_123[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/frozen/own-height.json"
};
static const unsigned char file_124[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/frozen/read-clinometer.json"
};
static const unsigned char file_125[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/frozen/shadow-height.json"
};
static const unsigned char file_126[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/kk.md"
};
static const unsigned char file_127[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/lesson.yaml"
};
static const unsigned char file_128[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/ru.md"
};
static const unsigned char file_129[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/worked.csv"
};
static const unsigned char file_130[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/aligned.yaml"
};
static const unsigned char file_131[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/en.md"
};
static const unsigned char file_132[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/exercises/falling-payments.yaml"
};
static const unsigned char file_133[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/exercises/growing-debt.yaml"
};
static const unsigned char file_134[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/exercises/overpayment.yaml"
};
static const unsigned char file_135[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/exercises/saving-plan.yaml"
};
static const unsigned char file_136[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/exercises/total-interest.yaml"
};
static const unsigned char file_137[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/figures/payments.svg"
};
static const unsigned char file_138[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/figures/payments.yaml"
};
static const unsigned char file_139[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/frozen/falling-payments.json"
};
static const unsigned char file_140[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/frozen/growing-debt.json"
};
static const unsigned char file_141[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/frozen/overpayment.json"
};
static const unsigned char file_142[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/frozen/saving-plan.json"
};
static const unsigned char file_143[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/frozen/total-interest.json"
};
static const unsigned char file_144[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/kk.md"
};
static const unsigned char file_145[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/lesson.yaml"
};
static const unsigned char file_146[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/ru.md"
};
static const unsigned char file_147[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/worked.csv"
};
static const unsigned char file_148[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/aligned.yaml"
};
static const unsigned char file_149[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/en.md"
};
static const unsigned char file_150[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/exercises/asyq-series.yaml"
};
static const unsigned char file_151[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/exercises/at-least-one.yaml"
};
static const unsigned char file_152[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/exercises/protect-or-not.yaml"
};
static const unsigned char file_153[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/exercises/seeds-in-a-bag.yaml"
};
static const unsigned char file_154[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/exercises/seeds-to-sow.yaml"
};
static const unsigned char file_155[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/figures/flood-tree.svg"
};
static const unsigned char file_156[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/figures/flood-tree.yaml"
};
static const unsigned char file_157[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/figures/frequency.svg"
};
static const unsigned char file_158[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/figures/frequency.yaml"
};
static const unsigned char file_159[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/frozen/asyq-series.json"
};
static const unsigned char file_160[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/frozen/at-least-one.json"
};
static const unsigned char file_161[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/frozen/protect-or-not.json"
};
static const unsigned char file_162[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/frozen/seeds-in-a-bag.json"
};
static const unsigned char file_163[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/frozen/seeds-to-sow.json"
};
static const unsigned char file_164[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/kk.md"
};
static const unsigned char file_165[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/lesson.yaml"
};
static const unsigned char file_166[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/ru.md"
};
static const unsigned char file_167[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/worked.csv"
};
static const unsigned char file_168[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/aligned.yaml"
};
static const unsigned char file_169[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/en.md"
};
static const unsigned char file_170[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/exercises/best-design-project.yaml"
};
static const unsigned char file_171[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/exercises/best-watering.yaml"
};
static const unsigned char file_172[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/exercises/box-height.yaml"
};
static const unsigned char file_173[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/exercises/fence-side.yaml"
};
static const unsigned char file_174[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/exercises/open-tank.yaml"
};
static const unsigned char file_175[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/exercises/short-wall.yaml"
};
static const unsigned char file_176[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/figures/hen-yard.svg"
};
static const unsigned char file_177[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/figures/hen-yard.yaml"
};
static const unsigned char file_178[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/figures/parabola.svg"
};
static const unsigned char file_179[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/figures/parabola.yaml"
};
static const unsigned char file_180[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/frozen/best-watering.json"
};
static const unsigned char file_181[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/frozen/box-height.json"
};
static const unsigned char file_182[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/frozen/fence-side.json"
};
static const unsigned char file_183[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/frozen/open-tank.json"
};
static const unsigned char file_184[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/frozen/short-wall.json"
};
static const unsigned char file_185[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/kk.md"
};
static const unsigned char file_186[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/lesson.yaml"
};
static const unsigned char file_187[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/ru.md"
};
static const unsigned char file_188[] = {
#embed "../../../Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/worked.csv"
};
static const unsigned char file_189[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/bag-on-a-shelf.yaml"
};
static const unsigned char file_190[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/band-and-load.yaml"
};
static const unsigned char file_191[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/braking-bus.yaml"
};
static const unsigned char file_192[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/cylinder-marks.yaml"
};
static const unsigned char file_193[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/error-of-the-period.yaml"
};
static const unsigned char file_194[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/faster-pendulum.yaml"
};
static const unsigned char file_195[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/fifteen-swings.yaml"
};
static const unsigned char file_196[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/five-times.yaml"
};
static const unsigned char file_197[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/four-graphs.yaml"
};
static const unsigned char file_198[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/four-times-longer.yaml"
};
static const unsigned char file_199[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/hammer-and-feather.yaml"
};
static const unsigned char file_200[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/hanging-lamp.yaml"
};
static const unsigned char file_201[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/heat-after.yaml"
};
static const unsigned char file_202[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/heat-before.yaml"
};
static const unsigned char file_203[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/height-of-the-hill.yaml"
};
static const unsigned char file_204[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/iron-and-wood.yaml"
};
static const unsigned char file_205[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/level-line.yaml"
};
static const unsigned char file_206[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/nine-times-longer.yaml"
};
static const unsigned char file_207[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/one-second-fall.yaml"
};
static const unsigned char file_208[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/road-in-metres.yaml"
};
static const unsigned char file_209[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/six-newtons.yaml"
};
static const unsigned char file_210[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/stack-of-coins.yaml"
};
static const unsigned char file_211[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/stiffness-after.yaml"
};
static const unsigned char file_212[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/stiffness-before.yaml"
};
static const unsigned char file_213[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/stopping.yaml"
};
static const unsigned char file_214[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/thermometer-marks.yaml"
};
static const unsigned char file_215[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/three-readings.yaml"
};
static const unsigned char file_216[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/twenty-swings.yaml"
};
static const unsigned char file_217[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/twenty-turns.yaml"
};
static const unsigned char file_218[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/two-points-after.yaml"
};
static const unsigned char file_219[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/two-points-before.yaml"
};
static const unsigned char file_220[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/two-results-after.yaml"
};
static const unsigned char file_221[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/two-results-before.yaml"
};
static const unsigned char file_222[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/two-second-pendulum.yaml"
};
static const unsigned char file_223[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/warm-thermometer.yaml"
};
static const unsigned char file_224[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/items/which-are-units.yaml"
};
static const unsigned char file_225[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/post.yaml"
};
static const unsigned char file_226[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/pre.yaml"
};
static const unsigned char file_227[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/checks/unit-1.yaml"
};
static const unsigned char file_228[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/course.yaml"
};
static const unsigned char file_229[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/glossary.yaml"
};
static const unsigned char file_230[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/aligned.yaml"
};
static const unsigned char file_231[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/en.md"
};
static const unsigned char file_232[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/exercises/quantity-unit-instrument.yaml"
};
static const unsigned char file_233[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/exercises/scale-value.yaml"
};
static const unsigned char file_234[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/exercises/thin-sheet.yaml"
};
static const unsigned char file_235[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/exercises/thread-in-metres.yaml"
};
static const unsigned char file_236[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/exercises/where-to-look.yaml"
};
static const unsigned char file_237[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/figures/eye.svg"
};
static const unsigned char file_238[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/figures/eye.yaml"
};
static const unsigned char file_239[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/figures/ruler.svg"
};
static const unsigned char file_240[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/figures/ruler.yaml"
};
static const unsigned char file_241[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/frozen/quantity-unit-instrument.json"
};
static const unsigned char file_242[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/frozen/scale-value.json"
};
static const unsigned char file_243[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/frozen/thin-sheet.json"
};
static const unsigned char file_244[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/frozen/thread-in-metres.json"
};
static const unsigned char file_245[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/frozen/where-to-look.json"
};
static const unsigned char file_246[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/kk.md"
};
static const unsigned char file_247[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/lesson.yaml"
};
static const unsigned char file_248[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/ru.md"
};
static const unsigned char file_249[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/worked.csv"
};
static const unsigned char file_250[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/aligned.yaml"
};
static const unsigned char file_251[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/en.md"
};
static const unsigned char file_252[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/exercises/kinds-of-error.yaml"
};
static const unsigned char file_253[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/exercises/mean-and-spread.yaml"
};
static const unsigned char file_254[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/exercises/own-pendulum-report.yaml"
};
static const unsigned char file_255[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/exercises/pendulum-times.yaml"
};
static const unsigned char file_256[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/exercises/period-from-ten.yaml"
};
static const unsigned char file_257[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/figures/pendulum.svg"
};
static const unsigned char file_258[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/figures/pendulum.yaml"
};
static const unsigned char file_259[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/frozen/kinds-of-error.json"
};
static const unsigned char file_260[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/frozen/mean-and-spread.json"
};
static const unsigned char file_261[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/frozen/pendulum-times.json"
};
static const unsigned char file_262[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/frozen/period-from-ten.json"
};
static const unsigned char file_263[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/kk.md"
};
static const unsigned char file_264[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/lesson.yaml"
};
static const unsigned char file_265[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/ru.md"
};
static const unsigned char file_266[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/worked.csv"
};
static const unsigned char file_267[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/aligned.yaml"
};
static const unsigned char file_268[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/en.md"
};
static const unsigned char file_269[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/exercises/g-from-pendulum.yaml"
};
static const unsigned char file_270[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/exercises/g-measured.yaml"
};
static const unsigned char file_271[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/exercises/longer-thread.yaml"
};
static const unsigned char file_272[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/exercises/reaction-time.yaml"
};
static const unsigned char file_273[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/exercises/ruler-catches.yaml"
};
static const unsigned char file_274[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/figures/square-of-period.svg"
};
static const unsigned char file_275[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/figures/square-of-period.yaml"
};
static const unsigned char file_276[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/frozen/g-from-pendulum.json"
};
static const unsigned char file_277[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/frozen/g-measured.json"
};
static const unsigned char file_278[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/frozen/longer-thread.json"
};
static const unsigned char file_279[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/frozen/reaction-time.json"
};
static const unsigned char file_280[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/frozen/ruler-catches.json"
};
static const unsigned char file_281[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/kk.md"
};
static const unsigned char file_282[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/lesson.yaml"
};
static const unsigned char file_283[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/ru.md"
};
static const unsigned char file_284[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/worked.csv"
};
static const unsigned char file_285[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/aligned.yaml"
};
static const unsigned char file_286[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/en.md"
};
static const unsigned char file_287[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/exercises/find-acceleration.yaml"
};
static const unsigned char file_288[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/exercises/graphs-in-words.yaml"
};
static const unsigned char file_289[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/exercises/path-under-graph.yaml"
};
static const unsigned char file_290[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/exercises/speed-from-graph.yaml"
};
static const unsigned char file_291[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/exercises/where-fastest.yaml"
};
static const unsigned char file_292[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/figures/bus.svg"
};
static const unsigned char file_293[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/figures/bus.yaml"
};
static const unsigned char file_294[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/figures/walk.svg"
};
static const unsigned char file_295[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/figures/walk.yaml"
};
static const unsigned char file_296[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/frozen/find-acceleration.json"
};
static const unsigned char file_297[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/frozen/graphs-in-words.json"
};
static const unsigned char file_298[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/frozen/path-under-graph.json"
};
static const unsigned char file_299[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/frozen/speed-from-graph.json"
};
static const unsigned char file_300[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/frozen/where-fastest.json"
};
static const unsigned char file_301[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/kk.md"
};
static const unsigned char file_302[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/lesson.yaml"
};
static const unsigned char file_303[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/ru.md"
};
static const unsigned char file_304[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/worked.csv"
};
static const unsigned char file_305[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/aligned.yaml"
};
static const unsigned char file_306[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/en.md"
};
static const unsigned char file_307[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/exercises/balance-of-forces.yaml"
};
static const unsigned char file_308[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/exercises/force-and-extension.yaml"
};
static const unsigned char file_309[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/exercises/own-scale.yaml"
};
static const unsigned char file_310[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/exercises/spring-measured.yaml"
};
static const unsigned char file_311[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/exercises/stiffness.yaml"
};
static const unsigned char file_312[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/figures/spring-and-rubber.svg"
};
static const unsigned char file_313[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/figures/spring-and-rubber.yaml"
};
static const unsigned char file_314[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/figures/spring.svg"
};
static const unsigned char file_315[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/figures/spring.yaml"
};
static const unsigned char file_316[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/frozen/balance-of-forces.json"
};
static const unsigned char file_317[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/frozen/force-and-extension.json"
};
static const unsigned char file_318[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/frozen/own-scale.json"
};
static const unsigned char file_319[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/frozen/spring-measured.json"
};
static const unsigned char file_320[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/frozen/stiffness.json"
};
static const unsigned char file_321[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/kk.md"
};
static const unsigned char file_322[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/lesson.yaml"
};
static const unsigned char file_323[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/ru.md"
};
static const unsigned char file_324[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/worked.csv"
};
static const unsigned char file_325[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/aligned.yaml"
};
static const unsigned char file_326[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/en.md"
};
static const unsigned char file_327[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/exercises/energy-on-a-hill.yaml"
};
static const unsigned char file_328[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/exercises/energy-share.yaml"
};
static const unsigned char file_329[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/exercises/rolling-speed.yaml"
};
static const unsigned char file_330[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/exercises/slope-measured.yaml"
};
static const unsigned char file_331[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/exercises/speed-at-bottom.yaml"
};
static const unsigned char file_332[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/figures/shares.svg"
};
static const unsigned char file_333[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/figures/shares.yaml"
};
static const unsigned char file_334[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/figures/slope.svg"
};
static const unsigned char file_335[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/figures/slope.yaml"
};
static const unsigned char file_336[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/frozen/energy-on-a-hill.json"
};
static const unsigned char file_337[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/frozen/energy-share.json"
};
static const unsigned char file_338[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/frozen/rolling-speed.json"
};
static const unsigned char file_339[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/frozen/slope-measured.json"
};
static const unsigned char file_340[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/frozen/speed-at-bottom.json"
};
static const unsigned char file_341[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/kk.md"
};
static const unsigned char file_342[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/lesson.yaml"
};
static const unsigned char file_343[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/ru.md"
};
static const unsigned char file_344[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/worked.csv"
};
static const unsigned char file_345[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/aligned.yaml"
};
static const unsigned char file_346[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/en.md"
};
static const unsigned char file_347[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/exercises/bounce-ratio.yaml"
};
static const unsigned char file_348[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/exercises/do-they-agree.yaml"
};
static const unsigned char file_349[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/exercises/mean-of-four.yaml"
};
static const unsigned char file_350[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/exercises/own-investigation.yaml"
};
static const unsigned char file_351[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/exercises/steps-in-order.yaml"
};
static const unsigned char file_352[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/exercises/which-variable.yaml"
};
static const unsigned char file_353[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/figures/bounce.svg"
};
static const unsigned char file_354[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/figures/bounce.yaml"
};
static const unsigned char file_355[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/frozen/bounce-ratio.json"
};
static const unsigned char file_356[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/frozen/do-they-agree.json"
};
static const unsigned char file_357[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/frozen/mean-of-four.json"
};
static const unsigned char file_358[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/frozen/steps-in-order.json"
};
static const unsigned char file_359[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/frozen/which-variable.json"
};
static const unsigned char file_360[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/kk.md"
};
static const unsigned char file_361[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/lesson.yaml"
};
static const unsigned char file_362[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/ru.md"
};
static const unsigned char file_363[] = {
#embed "../../../Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/worked.csv"
};

static const struct keruen_asset files[] = {
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-brick-rows.yaml", file_0, sizeof file_0},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-bucket-level.yaml", file_1, sizeof file_1},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-buses.yaml", file_2, sizeof file_2},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-canal-diggers.yaml", file_3, sizeof file_3},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-debt-twice.yaml", file_4, sizeof file_4},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-die.yaml", file_5, sizeof file_5},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-falling-level.yaml", file_6, sizeof file_6},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-felt-of-model.yaml", file_7, sizeof file_7},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-first-payment.yaml", file_8, sizeof file_8},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-floor-area.yaml", file_9, sizeof file_9},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-fridge.yaml", file_10, sizeof file_10},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-hail-insurance.yaml", file_11, sizeof file_11},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-jug-level.yaml", file_12, sizeof file_12},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-map-road.yaml", file_13, sizeof file_13},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-mast-angle.yaml", file_14, sizeof file_14},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-net-of-twenty.yaml", file_15, sizeof file_15},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-parabola.yaml", file_16, sizeof file_16},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-post-shadow.yaml", file_17, sizeof file_17},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-rice.yaml", file_18, sizeof file_18},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-rock-over-river.yaml", file_19, sizeof file_19},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-rope-error.yaml", file_20, sizeof file_20},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-seedlings.yaml", file_21, sizeof file_21},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-tank-left.yaml", file_22, sizeof file_22},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-thin-film.yaml", file_23, sizeof file_23},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-turning-point.yaml", file_24, sizeof file_24},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-two-stoves.yaml", file_25, sizeof file_25},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-water-used.yaml", file_26, sizeof file_26},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/c-which-is-right.yaml", file_27, sizeof file_27},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/u-foundation.yaml", file_28, sizeof file_28},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/u-inverse.yaml", file_29, sizeof file_29},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/u-pond-rate.yaml", file_30, sizeof file_30},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/u-poplar-error.yaml", file_31, sizeof file_31},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/u-room-on-plan.yaml", file_32, sizeof file_32},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/u-school-roof.yaml", file_33, sizeof file_33},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/u-shed-area.yaml", file_34, sizeof file_34},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/u-three-processes.yaml", file_35, sizeof file_35},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/u-tile-boxes.yaml", file_36, sizeof file_36},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/items/u-tree-shadow.yaml", file_37, sizeof file_37},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/post.yaml", file_38, sizeof file_38},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/pre.yaml", file_39, sizeof file_39},
    {"Programmes/stem-school/courses/mathematics-engineering/checks/unit-1.yaml", file_40, sizeof file_40},
    {"Programmes/stem-school/courses/mathematics-engineering/course.yaml", file_41, sizeof file_41},
    {"Programmes/stem-school/courses/mathematics-engineering/glossary.yaml", file_42, sizeof file_42},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/aligned.yaml", file_43, sizeof file_43},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/en.md", file_44, sizeof file_44},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/exercises/field-area.yaml", file_45, sizeof file_45},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/exercises/film-rolls.yaml", file_46, sizeof file_46},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/exercises/fuel-left.yaml", file_47, sizeof file_47},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/exercises/grains-in-a-sack.yaml", file_48, sizeof file_48},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/exercises/relative-error.yaml", file_49, sizeof file_49},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/figures/tank-estimate.svg", file_50, sizeof file_50},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/figures/tank-estimate.yaml", file_51, sizeof file_51},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/frozen/field-area.json", file_52, sizeof file_52},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/frozen/film-rolls.json", file_53, sizeof file_53},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/frozen/fuel-left.json", file_54, sizeof file_54},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/frozen/grains-in-a-sack.json", file_55, sizeof file_55},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/frozen/relative-error.json", file_56, sizeof file_56},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/kk.md", file_57, sizeof file_57},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/lesson.yaml", file_58, sizeof file_58},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/ru.md", file_59, sizeof file_59},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/01-approximation-and-estimate/worked.csv", file_60, sizeof file_60},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/aligned.yaml", file_61, sizeof file_61},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/en.md", file_62, sizeof file_62},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/exercises/concrete-parts.yaml", file_63, sizeof file_63},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/exercises/desk-measured.yaml", file_64, sizeof file_64},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/exercises/map-distance.yaml", file_65, sizeof file_65},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/exercises/plan-area.yaml", file_66, sizeof file_66},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/exercises/pumps.yaml", file_67, sizeof file_67},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/exercises/right-corner.yaml", file_68, sizeof file_68},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/figures/greenhouse-plan.svg", file_69, sizeof file_69},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/figures/greenhouse-plan.yaml", file_70, sizeof file_70},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/figures/rope-triangle.svg", file_71, sizeof file_71},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/figures/rope-triangle.yaml", file_72, sizeof file_72},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/frozen/concrete-parts.json", file_73, sizeof file_73},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/frozen/desk-measured.json", file_74, sizeof file_74},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/frozen/map-distance.json", file_75, sizeof file_75},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/frozen/plan-area.json", file_76, sizeof file_76},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/frozen/pumps.json", file_77, sizeof file_77},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/frozen/right-corner.json", file_78, sizeof file_78},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/kk.md", file_79, sizeof file_79},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/lesson.yaml", file_80, sizeof file_80},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/ru.md", file_81, sizeof file_81},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/02-proportion-scale-drawing/worked.csv", file_82, sizeof file_82},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/aligned.yaml", file_83, sizeof file_83},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/en.md", file_84, sizeof file_84},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/exercises/average-rate.yaml", file_85, sizeof file_85},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/exercises/fastest-change.yaml", file_86, sizeof file_86},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/exercises/formula-of-process.yaml", file_87, sizeof file_87},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/exercises/level-from-cells.yaml", file_88, sizeof file_88},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/exercises/steady-level.yaml", file_89, sizeof file_89},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/exercises/vessel-graphs.yaml", file_90, sizeof file_90},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/exercises/when-empty.yaml", file_91, sizeof file_91},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/figures/tower-day.svg", file_92, sizeof file_92},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/figures/tower-day.yaml", file_93, sizeof file_93},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/figures/vessels.svg", file_94, sizeof file_94},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/figures/vessels.yaml", file_95, sizeof file_95},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/frozen/average-rate.json", file_96, sizeof file_96},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/frozen/fastest-change.json", file_97, sizeof file_97},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/frozen/formula-of-process.json", file_98, sizeof file_98},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/frozen/level-from-cells.json", file_99, sizeof file_99},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/frozen/steady-level.json", file_100, sizeof file_100},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/frozen/vessel-graphs.json", file_101, sizeof file_101},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/frozen/when-empty.json", file_102, sizeof file_102},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/kk.md", file_103, sizeof file_103},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/lesson.yaml", file_104, sizeof file_104},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/ru.md", file_105, sizeof file_105},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/03-function-pictures-a-process/worked.csv", file_106, sizeof file_106},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/aligned.yaml", file_107, sizeof file_107},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/en.md", file_108, sizeof file_108},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/exercises/across-the-river.yaml", file_109, sizeof file_109},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/exercises/height-by-angle.yaml", file_110, sizeof file_110},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/exercises/own-height-report.yaml", file_111, sizeof file_111},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/exercises/own-height.yaml", file_112, sizeof file_112},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/exercises/read-clinometer.yaml", file_113, sizeof file_113},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/exercises/shadow-height.yaml", file_114, sizeof file_114},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/figures/clinometer.svg", file_115, sizeof file_115},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/figures/clinometer.yaml", file_116, sizeof file_116},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/figures/height-triangle.svg", file_117, sizeof file_117},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/figures/height-triangle.yaml", file_118, sizeof file_118},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/figures/two-stations.svg", file_119, sizeof file_119},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/figures/two-stations.yaml", file_120, sizeof file_120},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/frozen/across-the-river.json", file_121, sizeof file_121},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/frozen/height-by-angle.json", file_122, sizeof file_122},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/frozen/own-height.json", file_123, sizeof file_123},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/frozen/read-clinometer.json", file_124, sizeof file_124},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/frozen/shadow-height.json", file_125, sizeof file_125},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/kk.md", file_126, sizeof file_126},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/lesson.yaml", file_127, sizeof file_127},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/ru.md", file_128, sizeof file_128},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/04-height-out-of-reach/worked.csv", file_129, sizeof file_129},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/aligned.yaml", file_130, sizeof file_130},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/en.md", file_131, sizeof file_131},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/exercises/falling-payments.yaml", file_132, sizeof file_132},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/exercises/growing-debt.yaml", file_133, sizeof file_133},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/exercises/overpayment.yaml", file_134, sizeof file_134},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/exercises/saving-plan.yaml", file_135, sizeof file_135},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/exercises/total-interest.yaml", file_136, sizeof file_136},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/figures/payments.svg", file_137, sizeof file_137},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/figures/payments.yaml", file_138, sizeof file_138},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/frozen/falling-payments.json", file_139, sizeof file_139},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/frozen/growing-debt.json", file_140, sizeof file_140},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/frozen/overpayment.json", file_141, sizeof file_141},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/frozen/saving-plan.json", file_142, sizeof file_142},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/frozen/total-interest.json", file_143, sizeof file_143},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/kk.md", file_144, sizeof file_144},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/lesson.yaml", file_145, sizeof file_145},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/ru.md", file_146, sizeof file_146},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/05-progression-and-a-loan/worked.csv", file_147, sizeof file_147},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/aligned.yaml", file_148, sizeof file_148},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/en.md", file_149, sizeof file_149},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/exercises/asyq-series.yaml", file_150, sizeof file_150},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/exercises/at-least-one.yaml", file_151, sizeof file_151},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/exercises/protect-or-not.yaml", file_152, sizeof file_152},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/exercises/seeds-in-a-bag.yaml", file_153, sizeof file_153},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/exercises/seeds-to-sow.yaml", file_154, sizeof file_154},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/figures/flood-tree.svg", file_155, sizeof file_155},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/figures/flood-tree.yaml", file_156, sizeof file_156},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/figures/frequency.svg", file_157, sizeof file_157},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/figures/frequency.yaml", file_158, sizeof file_158},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/frozen/asyq-series.json", file_159, sizeof file_159},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/frozen/at-least-one.json", file_160, sizeof file_160},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/frozen/protect-or-not.json", file_161, sizeof file_161},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/frozen/seeds-in-a-bag.json", file_162, sizeof file_162},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/frozen/seeds-to-sow.json", file_163, sizeof file_163},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/kk.md", file_164, sizeof file_164},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/lesson.yaml", file_165, sizeof file_165},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/ru.md", file_166, sizeof file_166},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/06-probability-and-risk/worked.csv", file_167, sizeof file_167},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/aligned.yaml", file_168, sizeof file_168},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/en.md", file_169, sizeof file_169},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/exercises/best-design-project.yaml", file_170, sizeof file_170},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/exercises/best-watering.yaml", file_171, sizeof file_171},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/exercises/box-height.yaml", file_172, sizeof file_172},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/exercises/fence-side.yaml", file_173, sizeof file_173},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/exercises/open-tank.yaml", file_174, sizeof file_174},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/exercises/short-wall.yaml", file_175, sizeof file_175},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/figures/hen-yard.svg", file_176, sizeof file_176},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/figures/hen-yard.yaml", file_177, sizeof file_177},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/figures/parabola.svg", file_178, sizeof file_178},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/figures/parabola.yaml", file_179, sizeof file_179},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/frozen/best-watering.json", file_180, sizeof file_180},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/frozen/box-height.json", file_181, sizeof file_181},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/frozen/fence-side.json", file_182, sizeof file_182},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/frozen/open-tank.json", file_183, sizeof file_183},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/frozen/short-wall.json", file_184, sizeof file_184},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/kk.md", file_185, sizeof file_185},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/lesson.yaml", file_186, sizeof file_186},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/ru.md", file_187, sizeof file_187},
    {"Programmes/stem-school/courses/mathematics-engineering/lessons/07-best-design/worked.csv", file_188, sizeof file_188},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/bag-on-a-shelf.yaml", file_189, sizeof file_189},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/band-and-load.yaml", file_190, sizeof file_190},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/braking-bus.yaml", file_191, sizeof file_191},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/cylinder-marks.yaml", file_192, sizeof file_192},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/error-of-the-period.yaml", file_193, sizeof file_193},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/faster-pendulum.yaml", file_194, sizeof file_194},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/fifteen-swings.yaml", file_195, sizeof file_195},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/five-times.yaml", file_196, sizeof file_196},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/four-graphs.yaml", file_197, sizeof file_197},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/four-times-longer.yaml", file_198, sizeof file_198},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/hammer-and-feather.yaml", file_199, sizeof file_199},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/hanging-lamp.yaml", file_200, sizeof file_200},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/heat-after.yaml", file_201, sizeof file_201},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/heat-before.yaml", file_202, sizeof file_202},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/height-of-the-hill.yaml", file_203, sizeof file_203},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/iron-and-wood.yaml", file_204, sizeof file_204},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/level-line.yaml", file_205, sizeof file_205},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/nine-times-longer.yaml", file_206, sizeof file_206},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/one-second-fall.yaml", file_207, sizeof file_207},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/road-in-metres.yaml", file_208, sizeof file_208},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/six-newtons.yaml", file_209, sizeof file_209},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/stack-of-coins.yaml", file_210, sizeof file_210},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/stiffness-after.yaml", file_211, sizeof file_211},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/stiffness-before.yaml", file_212, sizeof file_212},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/stopping.yaml", file_213, sizeof file_213},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/thermometer-marks.yaml", file_214, sizeof file_214},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/three-readings.yaml", file_215, sizeof file_215},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/twenty-swings.yaml", file_216, sizeof file_216},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/twenty-turns.yaml", file_217, sizeof file_217},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/two-points-after.yaml", file_218, sizeof file_218},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/two-points-before.yaml", file_219, sizeof file_219},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/two-results-after.yaml", file_220, sizeof file_220},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/two-results-before.yaml", file_221, sizeof file_221},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/two-second-pendulum.yaml", file_222, sizeof file_222},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/warm-thermometer.yaml", file_223, sizeof file_223},
    {"Programmes/stem-school/courses/physics-measurement/checks/items/which-are-units.yaml", file_224, sizeof file_224},
    {"Programmes/stem-school/courses/physics-measurement/checks/post.yaml", file_225, sizeof file_225},
    {"Programmes/stem-school/courses/physics-measurement/checks/pre.yaml", file_226, sizeof file_226},
    {"Programmes/stem-school/courses/physics-measurement/checks/unit-1.yaml", file_227, sizeof file_227},
    {"Programmes/stem-school/courses/physics-measurement/course.yaml", file_228, sizeof file_228},
    {"Programmes/stem-school/courses/physics-measurement/glossary.yaml", file_229, sizeof file_229},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/aligned.yaml", file_230, sizeof file_230},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/en.md", file_231, sizeof file_231},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/exercises/quantity-unit-instrument.yaml", file_232, sizeof file_232},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/exercises/scale-value.yaml", file_233, sizeof file_233},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/exercises/thin-sheet.yaml", file_234, sizeof file_234},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/exercises/thread-in-metres.yaml", file_235, sizeof file_235},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/exercises/where-to-look.yaml", file_236, sizeof file_236},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/figures/eye.svg", file_237, sizeof file_237},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/figures/eye.yaml", file_238, sizeof file_238},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/figures/ruler.svg", file_239, sizeof file_239},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/figures/ruler.yaml", file_240, sizeof file_240},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/frozen/quantity-unit-instrument.json", file_241, sizeof file_241},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/frozen/scale-value.json", file_242, sizeof file_242},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/frozen/thin-sheet.json", file_243, sizeof file_243},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/frozen/thread-in-metres.json", file_244, sizeof file_244},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/frozen/where-to-look.json", file_245, sizeof file_245},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/kk.md", file_246, sizeof file_246},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/lesson.yaml", file_247, sizeof file_247},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/ru.md", file_248, sizeof file_248},
    {"Programmes/stem-school/courses/physics-measurement/lessons/01-what-is-measuring/worked.csv", file_249, sizeof file_249},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/aligned.yaml", file_250, sizeof file_250},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/en.md", file_251, sizeof file_251},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/exercises/kinds-of-error.yaml", file_252, sizeof file_252},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/exercises/mean-and-spread.yaml", file_253, sizeof file_253},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/exercises/own-pendulum-report.yaml", file_254, sizeof file_254},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/exercises/pendulum-times.yaml", file_255, sizeof file_255},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/exercises/period-from-ten.yaml", file_256, sizeof file_256},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/figures/pendulum.svg", file_257, sizeof file_257},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/figures/pendulum.yaml", file_258, sizeof file_258},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/frozen/kinds-of-error.json", file_259, sizeof file_259},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/frozen/mean-and-spread.json", file_260, sizeof file_260},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/frozen/pendulum-times.json", file_261, sizeof file_261},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/frozen/period-from-ten.json", file_262, sizeof file_262},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/kk.md", file_263, sizeof file_263},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/lesson.yaml", file_264, sizeof file_264},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/ru.md", file_265, sizeof file_265},
    {"Programmes/stem-school/courses/physics-measurement/lessons/02-how-sure/worked.csv", file_266, sizeof file_266},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/aligned.yaml", file_267, sizeof file_267},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/en.md", file_268, sizeof file_268},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/exercises/g-from-pendulum.yaml", file_269, sizeof file_269},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/exercises/g-measured.yaml", file_270, sizeof file_270},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/exercises/longer-thread.yaml", file_271, sizeof file_271},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/exercises/reaction-time.yaml", file_272, sizeof file_272},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/exercises/ruler-catches.yaml", file_273, sizeof file_273},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/figures/square-of-period.svg", file_274, sizeof file_274},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/figures/square-of-period.yaml", file_275, sizeof file_275},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/frozen/g-from-pendulum.json", file_276, sizeof file_276},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/frozen/g-measured.json", file_277, sizeof file_277},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/frozen/longer-thread.json", file_278, sizeof file_278},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/frozen/reaction-time.json", file_279, sizeof file_279},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/frozen/ruler-catches.json", file_280, sizeof file_280},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/kk.md", file_281, sizeof file_281},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/lesson.yaml", file_282, sizeof file_282},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/ru.md", file_283, sizeof file_283},
    {"Programmes/stem-school/courses/physics-measurement/lessons/03-free-fall/worked.csv", file_284, sizeof file_284},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/aligned.yaml", file_285, sizeof file_285},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/en.md", file_286, sizeof file_286},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/exercises/find-acceleration.yaml", file_287, sizeof file_287},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/exercises/graphs-in-words.yaml", file_288, sizeof file_288},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/exercises/path-under-graph.yaml", file_289, sizeof file_289},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/exercises/speed-from-graph.yaml", file_290, sizeof file_290},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/exercises/where-fastest.yaml", file_291, sizeof file_291},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/figures/bus.svg", file_292, sizeof file_292},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/figures/bus.yaml", file_293, sizeof file_293},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/figures/walk.svg", file_294, sizeof file_294},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/figures/walk.yaml", file_295, sizeof file_295},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/frozen/find-acceleration.json", file_296, sizeof file_296},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/frozen/graphs-in-words.json", file_297, sizeof file_297},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/frozen/path-under-graph.json", file_298, sizeof file_298},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/frozen/speed-from-graph.json", file_299, sizeof file_299},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/frozen/where-fastest.json", file_300, sizeof file_300},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/kk.md", file_301, sizeof file_301},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/lesson.yaml", file_302, sizeof file_302},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/ru.md", file_303, sizeof file_303},
    {"Programmes/stem-school/courses/physics-measurement/lessons/04-motion-graphs/worked.csv", file_304, sizeof file_304},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/aligned.yaml", file_305, sizeof file_305},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/en.md", file_306, sizeof file_306},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/exercises/balance-of-forces.yaml", file_307, sizeof file_307},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/exercises/force-and-extension.yaml", file_308, sizeof file_308},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/exercises/own-scale.yaml", file_309, sizeof file_309},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/exercises/spring-measured.yaml", file_310, sizeof file_310},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/exercises/stiffness.yaml", file_311, sizeof file_311},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/figures/spring-and-rubber.svg", file_312, sizeof file_312},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/figures/spring-and-rubber.yaml", file_313, sizeof file_313},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/figures/spring.svg", file_314, sizeof file_314},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/figures/spring.yaml", file_315, sizeof file_315},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/frozen/balance-of-forces.json", file_316, sizeof file_316},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/frozen/force-and-extension.json", file_317, sizeof file_317},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/frozen/own-scale.json", file_318, sizeof file_318},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/frozen/spring-measured.json", file_319, sizeof file_319},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/frozen/stiffness.json", file_320, sizeof file_320},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/kk.md", file_321, sizeof file_321},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/lesson.yaml", file_322, sizeof file_322},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/ru.md", file_323, sizeof file_323},
    {"Programmes/stem-school/courses/physics-measurement/lessons/05-forces-and-springs/worked.csv", file_324, sizeof file_324},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/aligned.yaml", file_325, sizeof file_325},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/en.md", file_326, sizeof file_326},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/exercises/energy-on-a-hill.yaml", file_327, sizeof file_327},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/exercises/energy-share.yaml", file_328, sizeof file_328},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/exercises/rolling-speed.yaml", file_329, sizeof file_329},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/exercises/slope-measured.yaml", file_330, sizeof file_330},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/exercises/speed-at-bottom.yaml", file_331, sizeof file_331},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/figures/shares.svg", file_332, sizeof file_332},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/figures/shares.yaml", file_333, sizeof file_333},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/figures/slope.svg", file_334, sizeof file_334},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/figures/slope.yaml", file_335, sizeof file_335},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/frozen/energy-on-a-hill.json", file_336, sizeof file_336},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/frozen/energy-share.json", file_337, sizeof file_337},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/frozen/rolling-speed.json", file_338, sizeof file_338},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/frozen/slope-measured.json", file_339, sizeof file_339},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/frozen/speed-at-bottom.json", file_340, sizeof file_340},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/kk.md", file_341, sizeof file_341},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/lesson.yaml", file_342, sizeof file_342},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/ru.md", file_343, sizeof file_343},
    {"Programmes/stem-school/courses/physics-measurement/lessons/06-energy-on-a-slope/worked.csv", file_344, sizeof file_344},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/aligned.yaml", file_345, sizeof file_345},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/en.md", file_346, sizeof file_346},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/exercises/bounce-ratio.yaml", file_347, sizeof file_347},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/exercises/do-they-agree.yaml", file_348, sizeof file_348},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/exercises/mean-of-four.yaml", file_349, sizeof file_349},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/exercises/own-investigation.yaml", file_350, sizeof file_350},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/exercises/steps-in-order.yaml", file_351, sizeof file_351},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/exercises/which-variable.yaml", file_352, sizeof file_352},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/figures/bounce.svg", file_353, sizeof file_353},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/figures/bounce.yaml", file_354, sizeof file_354},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/frozen/bounce-ratio.json", file_355, sizeof file_355},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/frozen/do-they-agree.json", file_356, sizeof file_356},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/frozen/mean-of-four.json", file_357, sizeof file_357},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/frozen/steps-in-order.json", file_358, sizeof file_358},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/frozen/which-variable.json", file_359, sizeof file_359},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/kk.md", file_360, sizeof file_360},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/lesson.yaml", file_361, sizeof file_361},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/ru.md", file_362, sizeof file_362},
    {"Programmes/stem-school/courses/physics-measurement/lessons/07-own-investigation/worked.csv", file_363, sizeof file_363},
};

const int keruen_course_file_count = sizeof files / sizeof files[0];
struct keruen_asset keruen_course_file(int index) { return files[index]; }
