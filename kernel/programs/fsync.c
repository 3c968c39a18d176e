/* fsync FILE…: fsync(2) on each file or directory. (busybox has `sync` alone, which is for all of them.) */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    int file = open(argv[i], O_RDONLY);
    if (file < 0 || fsync(file)) {
      perror(argv[i]);
      return 1;
    }
    close(file);
  }
  return 0;
}
