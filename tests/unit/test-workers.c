/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of workers' threads, in this process: that they start, talk, stop at any time, and leave nothing behind. The scripts
 * throw when something is not as it should be; then the run has failed.
 */
#include "loop/engine.h"
#include "web/web.h"

#include <glib/gstdio.h>

static void
on_activity_ended (gpointer unused, gpointer loop)
{
  heddle_loop_quit (*(HeddleLoop **) loop);
}

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *folder)
{
  static const char *const names[] = { "main.js", "worker.js" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Runs main.js, which may start worker.js, to the end; then takes everything down. */
static void
run (const char *main_script, const char *worker_script)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("heddle-workers-XXXXXX", NULL);
  g_autoptr (HeddleProgram) program = NULL;
  g_autoptr (HeddleRings) rings = heddle_rings_new (&error);
  HeddleLoop *loop = NULL;
  g_autoptr (HeddleActivity) activity = heddle_activity_new (on_activity_ended, &loop);

  g_assert_no_error (error);
  write_file (folder, "main.js", main_script);
  write_file (folder, "worker.js", worker_script);
  program = heddle_program_new (folder, "main.js", &error);
  g_assert_no_error (error);
  loop = heddle_loop_new (activity, rings, HEDDLE_ROLE_MAIN, "main thread");
  heddle_web_install (loop, program);
  heddle_web_run_file (loop, program->main);
  heddle_loop_run (loop);
  g_assert_false (heddle_activity_get_failed (activity));
  heddle_loop_dispose (loop);
  heddle_web_shut_down ();
  heddle_loop_unref (loop);
  g_assert_cmpint (heddle_activity_get_count (activity), ==, 0);
  remove_folder (folder);
}

static void
test_start_and_stop (void)
{
  run ("let left = 24, sum = 0;\n"
       "function next(i) {\n"
       "  const worker = new Worker('worker.js');\n"
       "  worker.onerror = (e) => { throw new Error(e.message); };\n"
       "  worker.onmessage = ({ data }) => {\n"
       "    sum += data.bytes[0];\n"
       "    worker.terminate();\n"
       "    if (--left >= 4) next(i + 4);\n"
       "    if (left === 0 && sum !== 24) throw new Error(`${sum}`);\n"
       "  };\n"
       "  const bytes = new Uint8Array(100_000).fill(1);\n"
       "  worker.postMessage({ bytes }, [bytes.buffer]);\n"
       "}\n"
       "for (let i = 0; i < 4; i++) next(i);",
       "onmessage = ({ data }) => postMessage(data, [data.bytes.buffer]);");
}

/* ThreadSanitizer keeps signals back until a thread calls a function that it knows: a loop that calls none would never end. */
#ifdef __SANITIZE_THREAD__
#define ENDLESS_LOOP "for (;;) postMessage(data);"
#else
#define ENDLESS_LOOP "for (;;);"
#endif

static void
test_stop_at_any_time (void)
{
  run ("for (let i = 0; i < 40; i++) {\n"
       "  const worker = new Worker('worker.js');\n"
       "  worker.onmessage = () => worker.terminate();\n"
       "  worker.postMessage(i);\n"
       "  if (i % 4 === 0) worker.terminate();\n"
       "  if (i % 4 === 1) setTimeout(() => worker.terminate(), i % 8);\n"
       "}",
       "onmessage = ({ data }) => {\n"
       "  if (data % 8 === 3) close();\n"
       "  if (data % 4 > 1) postMessage(data);\n"
       "  else " ENDLESS_LOOP "\n"
       "};");
}

static void
test_stop_while_it_waits (void)
{
  run ("const view = new Int32Array(new SharedArrayBuffer(8));\n"
       "for (let i = 0; i < 8; i++) {\n"
       "  const worker = new Worker('worker.js');\n"
       "  worker.onmessage = () => { if (i % 2) worker.terminate(); else Atomics.notify(view, 0, 1), worker.onmessage "
       "= done; };\n"
       "  const done = ({ data }) => { worker.terminate(); if (data !== 'end') throw new Error(data); };\n"
       "  worker.postMessage({ view, timeout: i % 2 ? Infinity : 20 });\n"
       "}",
       "onmessage = ({ data: { view, timeout } }) => {\n"
       "  postMessage('waits');\n"
       "  Atomics.wait(view, 0, 0, timeout);\n"
       "  if (timeout === Infinity) for (;;) Atomics.wait(view, 1, 0);\n"
       "  postMessage('end');\n"
       "};");
}

/* What listens or sleeps for ever does not keep the run alive, and ends with its creator. */
static void
test_end_with_creator (void)
{
  run ("for (let i = 0; i < 6; i++) {\n"
       "  const worker = new Worker('worker.js');\n"
       "  worker.postMessage(i);\n"
       "}",
       "const { port1, port2 } = new MessageChannel();\n"
       "port2.onmessage = () => {};\n"
       "const channel = new BroadcastChannel('all');\n"
       "channel.onmessage = () => {};\n"
       "Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0);\n"
       "URL.createObjectURL(new Blob(['left behind']));\n"
       "onmessage = ({ data }) => { channel.postMessage(data); if (data < 3) new Worker('worker.js').postMessage(data "
       "+ 3); };");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_engine_init (2);
  g_test_add_func ("/workers/start-and-stop", test_start_and_stop);
  g_test_add_func ("/workers/stop-at-any-time", test_stop_at_any_time);
  g_test_add_func ("/workers/stop-while-it-waits", test_stop_while_it_waits);
  g_test_add_func ("/workers/end-with-creator", test_end_with_creator);
  return g_test_run ();
}
