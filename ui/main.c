/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program heddle.
 */
#include "ui/window/application.h"

#include "lab/programs.h"

#include <signal.h>

int
main (int argc, char **argv)
{
  g_autoptr (HeddleApplication) application = NULL;

  /* A program that dies while something is written to it is an error of that write. */
  signal (SIGPIPE, SIG_IGN);
  heddle_programs_speak ();
  application = heddle_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
