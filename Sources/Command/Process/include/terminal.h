/*
 * The terminal while a form is open. It is put back as it was at the end, at a signal, and if the program fails: signal handlers have
 * to do that, on whatever thread they run.
 */
#ifndef PLUMBLINE_TERMINAL_H
#define PLUMBLINE_TERMINAL_H

/* Makes keys of standard input come one by one, unseen, and gives standard error a screen of its own; 0, or an errno. */
int plb_terminal_open(void);

/* Puts the terminal and the handlers of signals back; does nothing if it is not open. */
void plb_terminal_close(void);

/* The signal that asked the program to end while the terminal was open: SIGINT, SIGTERM, SIGHUP or SIGQUIT; 0 if there was none. */
int plb_terminal_signal(void);

/*
 * Waits for at most so many milliseconds: 1 if there is something to read, -1 if the terminal is gone; 0 if the time is over, a
 * signal came, or the terminal has another size.
 */
int plb_terminal_wait(int milliseconds);

#endif
