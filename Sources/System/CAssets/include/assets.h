#pragma once
#include <stddef.h>

// Files of the repository built into the program; names are paths from its root.
struct keruen_asset {
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t size;
};

extern const int keruen_asset_count;
struct keruen_asset keruen_asset(int index);
