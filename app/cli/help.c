/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What --help says. data/man/heddle-cli.1 says the same at length.
 */
#include "cli/commands.h"

#include <stdio.h>
#include <string.h>

static const char overview[] =
  "heddle-cli runs JavaScript for real, records what its threads and promises do, and shows it.\n"
  "\n"
  "  heddle-cli run TARGET         run a program; it prints as with Node\n"
  "  heddle-cli compare TARGET     run the variants of a scenario, and set them side by side\n"
  "  heddle-cli sweep TARGET       measure them on different core counts\n"
  "  heddle-cli merge RESULT…      put results of several machines into one file\n"
  "  heddle-cli show TRACE         draw a saved trace again\n"
  "  heddle-cli at TRACE TIME      what ran, what was ready and what was waited for at one moment\n"
  "  heddle-cli convert TRACE FILE turn a saved trace into another form\n"
  "  heddle-cli check FILE|FOLDER  say what is wrong with a program or a scenario\n"
  "  heddle-cli list               the lessons that come with Heddle\n"
  "  heddle-cli lesson NAME        the text of a lesson\n"
  "  heddle-cli serve [FOLDER]     the demo server alone\n"
  "\n"
  "TARGET is a .js file, a scenario's folder or the name of a lesson. Each command has its own --help.\n"
  "\n"
  "To begin with:\n"
  "  heddle-cli compare fetch-then-compute\n"
  "  heddle-cli run hello.js --timeline\n"
  "\n"
  "Exit status: 0 done; 1 the program failed; 2 wrong usage or bad input; 3 a limit stopped it;\n"
  "128 + N ended by signal N.\n";

#define RUN_OPTIONS                                                                                                    \
  "  --variant NAME           this variant; “heddle-cli lesson NAME” lists them\n"                                 \
  "  --param NAME=VALUE       set a parameter of the scenario; the program reads params.NAME\n"                        \
  "  --cores N                use N cores; without it, all that are allowed\n"                                         \
  "  --trace FILE             save what was recorded; the ending chooses the form: .json .json.gz .csv .svg .html\n"   \
  "                           (give it again for another form)\n"                                                      \
  "  --traced, --timed        for watching, or for measuring; tasks, timers, requests, messages, files and threads\n"  \
  "                           are recorded in both, promises and awaits in neither yet\n"                              \
  "  --timeline, --no-timeline  draw the timeline at the end, or do not\n"                                             \
  "  --time-limit S           stop a run after S seconds\n"                                                            \
  "  --memory-limit MIB       stop a run that takes more memory\n"                                                     \
  "  --allow-net[=HOST[:PORT],…]  let the program reach these hosts, or all\n"                                       \
  "  --allow-read[=PATH,…]    let the program read these paths outside of its folder, or all\n"                      \
  "  --origin URL             a server of yours, instead of the demo server\n"

static const struct {
  const char *command;
  const char *text;
} texts[] = {
  { "run", "heddle-cli run TARGET [OPTION]…\n"
           "\n"
           "Runs a program. What it prints goes to stdout, as with Node; what is Heddle's goes to stderr.\n"
           "A .js file is timed, a scenario is traced; so is a file with --trace or --timeline. Of a scenario with\n"
           "several variants the first one runs.\n"
           "\n" RUN_OPTIONS "\n"
           "The program may read its own folder. Requests to its own origin, and to example.com and its subdomains,\n"
           "go to the demo server on this machine; the real network is out of reach until you allow a host.\n" },
  { "compare",
    "heddle-cli compare TARGET [OPTION]…\n"
    "\n"
    "Runs all variants of a scenario one after another and prints a table, a timeline with one time axis, and\n"
    "what the numbers say. Runs are timed, unless you say --traced.\n"
    "\n"
    "  --repeat N               run each variant N times\n" RUN_OPTIONS },
  { "sweep",
    "heddle-cli sweep TARGET [OPTION]…\n"
    "\n"
    "Measures variants × core counts × repeats in random order and prints, for each, the median with its 95 %\n"
    "interval, the speed-up, and what more cores cannot shorten. Runs are timed, unless you say --traced.\n"
    "Ctrl+C ends it and keeps what is measured.\n"
    "\n"
    "  --cores 1,2,4            the core counts; without it 1, 2, 4 … all that are allowed\n"
    "  --cpus LIST              the CPUs to choose from, in this order, such as 0,2,4\n"
    "  --repeat N               measure each N times (10); 4 can tell a difference, 6 have a 95 % interval\n"
    "  --warm-up N              runs of each variant that come before and do not count (1)\n"
    "  --vary NAME=1,2,4        vary a parameter of the scenario, too\n"
    "  --seed N                 the random order of an earlier sweep\n"
    "  --output FILE            save the result: .json for Heddle, .csv (a row a run), .svg (charts)\n"
    "  --continue FILE.json     measure only what is missing in a result, and save it there\n"
    "  --baseline FILE.json     compare with an earlier result\n"
    "  --fail-above 5%          exit with 1 when a variant is slower than the baseline by more, beyond doubt\n"
    "\n"
    "--variant, --param, --traced, --time-limit, --memory-limit, --allow-net, --allow-read and --origin are as for\n"
    "compare.\n" },
  { "merge",
    "heddle-cli merge RESULT… --output FILE\n"
    "\n"
    "Puts results of the same sweep, from several machines, into one file; .svg overlays them. Results of another\n"
    "program or with other parameters are refused.\n" },
  { "show", "heddle-cli show TRACE\n"
            "\n"
            "Draws the timeline of a trace that was saved with --trace FILE.json (or .json.gz).\n" },
  { "at",
    "heddle-cli at TRACE TIME\n"
    "\n"
    "Prints the event loops of a saved trace at one moment: the task and the async functions that run, microtasks and\n"
    "tasks in their order, and what is waited for elsewhere. TIME counts from the first statement: 120 (ms), 1.5s, "
    "250us.\n"
    "Async functions are there when the run was traced.\n" },
  { "convert", "heddle-cli convert TRACE FILE\n"
               "\n"
               "Writes a saved trace in the form that FILE's ending says: .json .json.gz .csv .svg .html\n" },
  { "check",
    "heddle-cli check FILE.js|FOLDER\n"
    "\n"
    "Reads a program, or a scenario and all its programs, without running them. What is wrong is said with file\n"
    "and line, and the exit status is 2.\n" },
  { "list", "heddle-cli list\n"
            "\n"
            "The lessons that come with Heddle: their names, for run and compare, and their titles.\n" },
  { "lesson",
    "heddle-cli lesson NAME [TRACE]\n"
    "\n"
    "The text of a lesson, its variants and its parameters. NAME may be a scenario's folder too.\n"
    "With a saved TRACE of its variants, its numbers are those of these runs, and the right answers are ticked.\n" },
  { "serve",
    "heddle-cli serve [FOLDER] [--port N]\n"
    "\n"
    "Runs the demo server alone, on this machine only, and says where. Files of the folder come first, then the\n"
    "endpoints /data/NAME /status/CODE /bytes/N /stream/N /flaky /echo /drip /redirect/N /hang, all with\n"
    "?delay=MS &jitter=MS &seed=N. Under the name api.example.com they take 200 ms unless ?delay= says otherwise.\n"
    "Ctrl+C ends it.\n" },
};

/**
 * heddle_cli_print_help:
 * @command: (nullable): a subcommand; %NULL for the overview
 */
void
heddle_cli_print_help (const char *command)
{
  const char *text = overview;

  for (guint i = 0; command != NULL && i < G_N_ELEMENTS (texts); i++)
    if (strcmp (texts[i].command, command) == 0)
      text = texts[i].text;
  fputs (text, stdout);
}
