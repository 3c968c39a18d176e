/*
 * wait_for blocking|epoll|io_uring: eight helpers send one message each, through a pipe of their own,
 * and this process waits for them all in one of three ways. Helper 8 sends first, then lets helper 7
 * send, and so on; and each sends only when it sees this process asleep. So the messages come in the
 * order 8 to 1, one for each sleep, whatever the clock says.
 */
#include <fcntl.h>
#include <linux/io_uring.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define HELPERS 8

/* By helper, from 0: where its message is read. */
static int inbox[HELPERS];
static char message[HELPERS][16];
/* In which order the messages were handled. */
static int order[HELPERS];
static int handled;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

/* Returns when the process of that number sleeps: /proc says S, and not R (runs) or t (is traced). */
static void await_sleep(pid_t pid) {
  char path[32], text[128];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  for (;;) {
    int file = open(path, O_RDONLY);
    ssize_t length = file < 0 ? 0 : read(file, text, sizeof text - 1);
    close(file);
    if (length <= 0) _exit(1);
    text[length] = 0;
    char *name_end = strrchr(text, ')');
    if (name_end && name_end[2] == 'S') return;
    usleep(1000);
  }
}

static void start_helpers(void) {
  pid_t waiting = getpid();
  int baton[HELPERS + 1][2];
  for (int i = 0; i <= HELPERS; i++)
    if (pipe(baton[i])) fail("pipe");
  for (int i = 0; i < HELPERS; i++) {
    int ends[2];
    if (pipe(ends)) fail("pipe");
    inbox[i] = ends[0];
    pid_t pid = fork();
    if (pid < 0) fail("fork");
    if (pid == 0) {
      char go;
      char text[16];
      int length = snprintf(text, sizeof text, "from %d", i + 1);
      if (read(baton[i + 1][0], &go, 1) != 1) _exit(1);
      await_sleep(waiting);
      if (write(ends[1], text, length) != length) _exit(1);
      if (write(baton[i][1], "g", 1) != 1) _exit(1);
      _exit(0);
    }
    /* The other end stays open here too, so that a helper's end is no event of its own. */
  }
  if (write(baton[HELPERS][1], "g", 1) != 1) fail("write");
}

static void receive(int helper) {
  ssize_t length = read(inbox[helper], message[helper], sizeof message[helper] - 1);
  if (length <= 0) fail("read");
  order[handled++] = helper;
}

/* One after the other, in an order that was chosen beforehand. */
static void wait_blocking(void) {
  for (int i = 0; i < HELPERS; i++) receive(i);
}

/* Asks which are ready, and reads those. */
static void wait_epoll(void) {
  int poll = epoll_create1(0);
  if (poll < 0) fail("epoll_create1");
  for (int i = 0; i < HELPERS; i++) {
    struct epoll_event wanted = {.events = EPOLLIN, .data.u32 = i};
    if (epoll_ctl(poll, EPOLL_CTL_ADD, inbox[i], &wanted)) fail("epoll_ctl");
  }
  while (handled < HELPERS) {
    struct epoll_event ready[HELPERS];
    int count = epoll_wait(poll, ready, HELPERS, -1);
    if (count < 0) fail("epoll_wait");
    for (int i = 0; i < count; i++) receive(ready[i].data.u32);
  }
}

/* Hands all reads to the kernel in one call, and is told when each has been done. */
static void wait_io_uring(void) {
  struct io_uring_params params = {0};
  int ring = syscall(SYS_io_uring_setup, HELPERS, &params);
  if (ring < 0) fail("io_uring_setup");
  size_t submissions = params.sq_off.array + params.sq_entries * sizeof(unsigned);
  size_t completions = params.cq_off.cqes + params.cq_entries * sizeof(struct io_uring_cqe);
  size_t size = submissions > completions ? submissions : completions;
  int access = PROT_READ | PROT_WRITE, shared = MAP_SHARED | MAP_POPULATE;
  char *queue = mmap(NULL, size, access, shared, ring, IORING_OFF_SQ_RING);
  struct io_uring_sqe *entries =
      mmap(NULL, params.sq_entries * sizeof *entries, access, shared, ring, IORING_OFF_SQES);
  if (queue == MAP_FAILED || (void *)entries == MAP_FAILED) fail("mmap");

  unsigned *indexes = (unsigned *)(queue + params.sq_off.array);
  for (unsigned i = 0; i < HELPERS; i++) {
    memset(&entries[i], 0, sizeof entries[i]);
    entries[i].opcode = IORING_OP_READ;
    entries[i].fd = inbox[i];
    entries[i].addr = (unsigned long)message[i];
    entries[i].len = sizeof message[i] - 1;
    entries[i].user_data = i;
    indexes[i] = i;
  }
  atomic_store((_Atomic unsigned *)(queue + params.sq_off.tail), HELPERS);
  if (syscall(SYS_io_uring_enter, ring, HELPERS, HELPERS, IORING_ENTER_GETEVENTS, NULL, 0) < 0)
    fail("io_uring_enter");

  struct io_uring_cqe *done = (struct io_uring_cqe *)(queue + params.cq_off.cqes);
  unsigned mask = *(unsigned *)(queue + params.cq_off.ring_mask);
  unsigned head = *(unsigned *)(queue + params.cq_off.head);
  unsigned tail = atomic_load((_Atomic unsigned *)(queue + params.cq_off.tail));
  for (; head != tail; head++) {
    struct io_uring_cqe *entry = &done[head & mask];
    if (entry->res <= 0) {
      fprintf(stderr, "io_uring read: %s\n", strerror(-entry->res));
      exit(1);
    }
    order[handled++] = entry->user_data;
  }
}

int main(int argc, char **argv) {
  const char *way = argc > 1 ? argv[1] : "";
  void (*wait_for_all)(void) = !strcmp(way, "blocking")   ? wait_blocking
                               : !strcmp(way, "epoll")    ? wait_epoll
                               : !strcmp(way, "io_uring") ? wait_io_uring
                                                          : NULL;
  if (!wait_for_all) {
    fprintf(stderr, "usage: wait_for blocking|epoll|io_uring\n");
    return 1;
  }
  /* Helpers that have ended are nobody's business. */
  signal(SIGCHLD, SIG_IGN);
  start_helpers();
  wait_for_all();
  printf("%s:", way);
  for (int i = 0; i < handled; i++) printf(" %d", order[i] + 1);
  printf("\n");
  while (wait(NULL) > 0) {
  }
  return 0;
}
