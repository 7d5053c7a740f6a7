/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program heddle.
 */
#include "ui/window/application.h"

#include "lab/programs.h"

int
main (int argc, char **argv)
{
  g_autoptr (HeddleApplication) application = NULL;

  heddle_programs_speak ();
  application = heddle_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
