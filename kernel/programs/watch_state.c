/*
 * watch_state PID: looks at that process in /proc for as long as there is one, never sleeps, and says
 * when its state has changed. R: runs, or could. S: sleeps. D: sleeps on the disk, and nothing but the
 * disk wakes it.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The letter after the name, which is in brackets and may hold anything; 0 when there is no process. */
static char state_of(const char *path) {
  char text[256];
  int file = open(path, O_RDONLY);
  if (file < 0) return 0;
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  if (length <= 0) return 0;
  text[length] = 0;
  char *name_end = strrchr(text, ')');
  return name_end && name_end[1] ? name_end[2] : 0;
}

int main(int argc, char **argv) {
  char path[64];
  if (argc < 2) {
    fprintf(stderr, "usage: watch_state PID\n");
    return 1;
  }
  snprintf(path, sizeof path, "/proc/%s/stat", argv[1]);
  int looks = 0, asleep = 0;
  char state, shown = 0;
  /* Z: it has ended, and its parent has not asked how. */
  while ((state = state_of(path)) && state != 'Z') {
    looks++;
    if (state == 'D') asleep++;
    if (state != shown) dprintf(1, "State: %c\n", state);
    shown = state;
  }
  printf("State: gone. Looked %d times, %d times it was in D.\n", looks, asleep);
  return 0;
}
