/*
 * read_file FILE: reads it from beginning to end, 64 KB at a time, and says how often it asked, how
 * often it went to sleep meanwhile (voluntary context switches), and how often it was interrupted.
 * Nothing is read ahead: each call that finds its part not in memory waits for the disk.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

int main(int argc, char **argv) {
  static char buffer[64 * 1024];
  int calls = 0;
  int file = argc > 1 ? open(argv[1], O_RDONLY) : -1;
  if (file < 0) {
    perror(argc > 1 ? argv[1] : "read_file FILE");
    return 1;
  }
  posix_fadvise(file, 0, 0, POSIX_FADV_RANDOM);
  ssize_t length;
  while ((length = read(file, buffer, sizeof buffer)) > 0) calls++;
  if (length < 0) {
    perror("read");
    return 1;
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("read_file: %d reads, slept %ld times, interrupted %ld times\n", calls, usage.ru_nvcsw,
         usage.ru_nivcsw);
  return 0;
}
