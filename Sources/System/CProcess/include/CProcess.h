#pragma once
#include <spawn.h>

// What Swift's Glibc module leaves out: variadic prctl, and the closing of inherited descriptors.

/// No more rights than now, and no core file of what a stranger sent. 0, or -1 with errno.
int keruen_give_up_rights(void);

/// In the new process every descriptor from `first` on is closed.
int keruen_close_from(posix_spawn_file_actions_t *actions, int first);
