/* The command line: everything between main() and the stages. */
#ifndef DRIVER_DRIVER_H
#define DRIVER_DRIVER_H

/* Runs one command line. Returns the exit status of cli.md: 0 clean, 1 findings, 2
 * wrong usage or an input that cannot be published, 3 the system failed. */
int driver_main(int argc, char **argv);

#endif
