#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Those that ask the program to end: the form keeps its draft first. */
static const int polite[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
/* Those by which it fails. */
static const int failing[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static struct termios saved;
static struct sigaction saved_polite[COUNT(polite)], saved_failing[COUNT(failing)], saved_size;
static atomic_int is_open, asked;
/* By which a handler ends the wait for a key, on whatever thread it runs. */
static int awake[2] = {-1, -1};

/* Only functions that are safe in a signal handler. */
static void put_back(void) {
  static const char closing[] = "\033[?25h\033[?1049l";
  if (!atomic_exchange(&is_open, 0)) return;
  if (write(STDERR_FILENO, closing, sizeof closing - 1) < 0) { /* The terminal is gone: there is nothing to put back on it. */ }
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved);
}

static void wake(void) {
  const char byte = 0;
  if (write(awake[1], &byte, 1) < 0) { /* The pipe is full: the wait ends all the same. */ }
}

static void on_polite(int number) {
  int error = errno;
  atomic_store(&asked, number);
  wake();
  errno = error;
}

static void on_size(int number) {
  int error = errno;
  (void)number;
  wake();
  errno = error;
}

static void on_failing(int number) {
  put_back();
  signal(number, SIG_DFL);
  raise(number);
}

static void handle(int number, void (*handler)(int), struct sigaction *before) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, before);
}

static int make_pipe(void) {
  if (awake[0] >= 0) return 0;
  if (pipe(awake) != 0) return errno;
  for (int end = 0; end < 2; end++) {
    fcntl(awake[end], F_SETFL, O_NONBLOCK);
    fcntl(awake[end], F_SETFD, FD_CLOEXEC);
  }
  return 0;
}

int plb_terminal_open(void) {
  static const char opening[] = "\033[?1049h";
  int error = make_pipe();
  if (error) return error;
  if (tcgetattr(STDIN_FILENO, &saved) != 0) return errno;
  struct termios raw = saved;
  raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INPCK | ISTRIP | IXON);
  raw.c_lflag &= ~(tcflag_t)(ECHO | ICANON | IEXTEN | ISIG);
  raw.c_cflag |= CS8;
  atomic_store(&asked, 0);
  atomic_store(&is_open, 1);
  for (size_t i = 0; i < COUNT(polite); i++) handle(polite[i], on_polite, &saved_polite[i]);
  for (size_t i = 0; i < COUNT(failing); i++) handle(failing[i], on_failing, &saved_failing[i]);
  handle(SIGWINCH, on_size, &saved_size);
  if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw) != 0 || write(STDERR_FILENO, opening, sizeof opening - 1) < 0) {
    error = errno;
    plb_terminal_close();
    return error;
  }
  return 0;
}

void plb_terminal_close(void) {
  if (!atomic_load(&is_open)) return;
  put_back();
  for (size_t i = 0; i < COUNT(polite); i++) sigaction(polite[i], &saved_polite[i], NULL);
  for (size_t i = 0; i < COUNT(failing); i++) sigaction(failing[i], &saved_failing[i], NULL);
  sigaction(SIGWINCH, &saved_size, NULL);
}

int plb_terminal_signal(void) { return atomic_load(&asked); }

int plb_terminal_wait(int milliseconds) {
  struct pollfd waiting[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = awake[0], .events = POLLIN}};
  int ready = poll(waiting, 2, milliseconds);
  if (ready < 0) return errno == EINTR ? 0 : -1;
  if (waiting[1].revents) {
    char bytes[64];
    if (read(awake[0], bytes, sizeof bytes) < 0) { /* It was read already. */ }
    return 0;
  }
  return waiting[0].revents ? 1 : 0;
}
