#pragma once
#include <stddef.h>

// Files of the repository built into the program; names are paths from its root.
struct keruen_asset {
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t size;
};

int keruen_asset_count(void);
struct keruen_asset keruen_asset(int index);

// Of these the files of courses (courses.c).
extern const int keruen_course_file_count;
struct keruen_asset keruen_course_file(int index);
