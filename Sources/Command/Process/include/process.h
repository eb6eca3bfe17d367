/*
 * Calls about the own process that Swift cannot make, because they are variadic or not imported.
 */
#ifndef PLUMBLINE_PROCESS_H
#define PLUMBLINE_PROCESS_H

/* Keeps what the process holds out of core files and away from other processes of the same user; 0, or an errno. */
int plb_keep_private(void);

/* Whether other processes of the same user could read what this one holds. */
int plb_is_private(void);

/* A new file that is in memory alone, and goes with the last descriptor of it: its descriptor, or -1 with errno. */
int plb_memory_file(void);

#endif
