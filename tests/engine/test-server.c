/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The real heddle-server, over real sockets.
 */
#include "http-client.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BIG_BYTES 3000000
#define N_BURST 1000

typedef struct {
  char *folder;
  char *big;
  GSubprocess *process;
  guint16 port;
} Fixture;

static void
write_file (Fixture *fixture, const char *name, const char *data, gssize size_bytes)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, data, size_bytes, NULL));
}

static void
read_port (Fixture *fixture)
{
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->process));
  g_autofree char *line = g_data_input_stream_read_line (stream, NULL, NULL, NULL);

  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, "http://127.0.0.1:"));
  fixture->port = (guint16) g_ascii_strtoull (line + strlen ("http://127.0.0.1:"), NULL, 10);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = NULL;

  fixture->folder = g_dir_make_tmp ("heddle-XXXXXX", NULL);
  fixture->big = g_malloc (BIG_BYTES);
  for (gsize i = 0; i < BIG_BYTES; i++)
    fixture->big[i] = (char) (i * i / 7);
  write_file (fixture, "a.json", "{\"a\":1}", -1);
  write_file (fixture, "empty.txt", "", 0);
  write_file (fixture, "data/own", "mine", -1);
  write_file (fixture, "page/index.html", "<p>page", -1);
  write_file (fixture, "with space.txt", "spaced", -1);
  write_file (fixture, "big.bin", fixture->big, BIG_BYTES);
  link = g_build_filename (fixture->folder, "passwd", NULL);
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  fixture->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, g_getenv ("HEDDLE_SERVER"), "--folder",
                                       fixture->folder, NULL);
  g_assert_nonnull (fixture->process);
  read_port (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  const char *names[] = { "a.json", "empty.txt",      "data/own", "data",   "page/index.html",
                          "page",   "with space.txt", "big.bin",  "passwd", "" };

  g_subprocess_force_exit (fixture->process);
  g_subprocess_wait (fixture->process, NULL, NULL);
  g_object_unref (fixture->process);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_free (fixture->folder);
  g_free (fixture->big);
}

static HttpAnswer *
get (Fixture *fixture, const char *target)
{
  g_autofree char *line = g_strconcat ("GET ", target, NULL);

  return http_client_ask (fixture->port, line, NULL, NULL);
}

static void
assert_get (Fixture *fixture, const char *target, guint status, const char *body_part)
{
  g_autoptr (HttpAnswer) answer = get (fixture, target);

  g_test_message ("%s: %u %s", target, answer->status, answer->body);
  g_assert_cmpuint (answer->status, ==, status);
  g_assert_nonnull (strstr (answer->body, body_part));
  g_assert_true (http_answer_has_header (answer, "Access-Control-Allow-Origin: *"));
}

static void
test_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HttpAnswer) json = get (fixture, "/a.json");
  g_autoptr (HttpAnswer) head = http_client_ask (fixture->port, "HEAD /a.json", NULL, NULL);
  g_autoptr (HttpAnswer) empty = get (fixture, "/empty.txt");
  g_autoptr (HttpAnswer) big = get (fixture, "/big.bin");
  g_autoptr (HttpAnswer) page = get (fixture, "/page");

  g_assert_cmpuint (json->status, ==, 200);
  g_assert_cmpstr (json->body, ==, "{\"a\":1}");
  g_assert_true (http_answer_has_header (json, "Content-Type: application/json"));
  g_assert_cmpuint (head->status, ==, 200);
  g_assert_true (http_answer_has_header (head, "Content-Length: 7"));
  g_assert_cmpuint (head->body_bytes, ==, 0);
  g_assert_cmpuint (empty->status, ==, 200);
  g_assert_true (http_answer_has_header (empty, "Content-Length: 0"));
  g_assert_cmpmem (big->body, (int) big->body_bytes, fixture->big, BIG_BYTES);
  g_assert_cmpuint (page->status, ==, 301);
  g_assert_true (http_answer_has_header (page, "Location: /page/"));
  assert_get (fixture, "/page/", 200, "<p>page");
  assert_get (fixture, "/with%20space.txt", 200, "spaced");
  assert_get (fixture, "/data/own", 200, "mine");
  assert_get (fixture, "/data/other", 200, "\"name\":\"other\"");
}

/* A page of another origin in the user's browser may read what is generated, but not the folder's files. */
static void
test_other_origins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HttpAnswer) file = http_client_ask (fixture->port, "GET /a.json", "Origin: http://evil.example\r\n", NULL);
  g_autoptr (HttpAnswer) made = http_client_ask (fixture->port, "GET /data/1", "Origin: http://evil.example\r\n", NULL);

  g_assert_cmpuint (file->status, ==, 200);
  g_assert_null (strstr (file->headers, "Access-Control-Allow-Origin"));
  g_assert_true (http_answer_has_header (made, "Access-Control-Allow-Origin: *"));
}

static void
test_no_escape (Fixture *fixture, gconstpointer data)
{
  assert_get (fixture, "/passwd", 403, "“passwd” is outside");
  assert_get (fixture, "/..%2f..%2fetc/passwd", 403, "“../../etc/passwd” is outside");
  assert_get (fixture, "/page/%2e%2e%2f%2e%2e%2fetc%2fpasswd", 403, "is outside");
  assert_get (fixture, "/%2fetc/passwd", 404, "no file “etc/passwd”");
  assert_get (fixture, "//etc/passwd", 404, "no file “etc/passwd”");
  assert_get (fixture, "/../../etc/passwd", 404, "no file “etc/passwd”");
  assert_get (fixture, "/a.json%00.html", 403, "NUL");
}

static void
test_conditions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HttpAnswer) first = get (fixture, "/a.json");
  g_autoptr (HttpAnswer) again = NULL;
  g_autoptr (HttpAnswer) part = NULL;
  g_autoptr (HttpAnswer) outside = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *header = NULL;
  const char *start = strstr (first->headers, "ETag: ");

  g_assert_nonnull (start);
  etag = g_strndup (start + strlen ("ETag: "), strcspn (start, "\r") - strlen ("ETag: "));
  header = g_strdup_printf ("If-None-Match: \"x\", %s\r\n", etag);
  again = http_client_ask (fixture->port, "GET /a.json", header, NULL);
  g_assert_cmpuint (again->status, ==, 304);
  g_assert_cmpuint (again->body_bytes, ==, 0);
  g_assert_null (strstr (again->headers, "Content-Length"));
  part = http_client_ask (fixture->port, "GET /big.bin", "Range: bytes=100000-299999\r\n", NULL);
  g_assert_cmpuint (part->status, ==, 206);
  g_assert_true (http_answer_has_header (part, "Content-Range: bytes 100000-299999/3000000"));
  g_assert_cmpmem (part->body, (int) part->body_bytes, fixture->big + 100000, 200000);
  outside = http_client_ask (fixture->port, "GET /a.json", "Range: bytes=7-\r\n", NULL);
  g_assert_cmpuint (outside->status, ==, 416);
  g_assert_true (http_answer_has_header (outside, "Content-Range: bytes */7"));
}

/* A textbook's API is far away, unless the request says how far. */
static void
test_example_delay (Fixture *fixture, gconstpointer data)
{
  const char *const host = "Host: api.example.com\r\n";
  gint64 start_us = g_get_monotonic_time (), far_us, near_us;
  g_autoptr (HttpAnswer) far = http_client_ask (fixture->port, "GET /data1", host, NULL);

  far_us = g_get_monotonic_time () - start_us;
  for (guint i = 0; i < 20; i++) {
    g_autoptr (HttpAnswer) near = http_client_ask (fixture->port, "GET /data1?delay=0", host, NULL);

    g_assert_cmpuint (near->status, ==, 200);
  }
  near_us = (g_get_monotonic_time () - start_us - far_us) / 20;
  g_assert_cmpuint (far->status, ==, 200);
  g_assert_cmpint (far_us, >=, 200000);
  g_assert_cmpint (near_us, <, 200000);
}

static void
test_hosts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HttpAnswer) example = http_client_ask (fixture->port, "GET /data1", "Host: api.example.com\r\n", NULL);
  g_autoptr (HttpAnswer) evil = http_client_ask (fixture->port, "GET /a.json", "Host: evil.test\r\n", NULL);
  g_autoptr (HttpAnswer) absolute = http_client_ask (fixture->port, "GET http://evil.test/a.json", NULL, NULL);
  g_autoptr (HttpAnswer) other_port = http_client_ask (fixture->port, "GET /a.json", "Host: 127.0.0.1:1\r\n", NULL);

  g_assert_cmpuint (example->status, ==, 200);
  g_assert_nonnull (strstr (example->body, "\"name\":\"data1\""));
  g_assert_cmpuint (evil->status, ==, 421);
  g_assert_nonnull (strstr (evil->body, "“evil.test”"));
  g_assert_cmpuint (absolute->status, ==, 421);
  g_assert_cmpuint (other_port->status, ==, 421);
}

static void
test_endpoints (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HttpAnswer) redirect = get (fixture, "/redirect/2?delay=1");
  g_autoptr (HttpAnswer) last = get (fixture, "/redirect/1");
  g_autoptr (HttpAnswer) no_content = get (fixture, "/status/204");

  assert_get (fixture, "/data7?seed=2", 200, "\"id\":7");
  assert_get (fixture, "/data/x?delay=1&jitter=1&seed=1", 200, "\"name\":\"x\"");
  assert_get (fixture, "/status/429", 429, "{\"status\":429,\"reason\":\"Too Many Requests\"}");
  assert_get (fixture, "/flaky?rate=0", 200, "\"attempt\":1");
  assert_get (fixture, "/flaky?rate=0", 200, "\"attempt\":2");
  assert_get (fixture, "/flaky?rate=1", 503, "error");
  assert_get (fixture, "/drip?duration=20&numbytes=7", 200, "*******");
  assert_get (fixture, "/nothing", 404, "\"/data/NAME\"");
  assert_get (fixture, "/status/99", 400, "“CODE” must be a whole number from 200 to 599");
  assert_get (fixture, "/bytes/1073741825", 400, "“N” must be a whole number from 0 to 1073741824");
  assert_get (fixture, "/data1?delay=600001", 400, "“delay” must be a number from 0 to 600000");
  assert_get (fixture, "/stream/2?interval=x", 400, "“interval” must be a number");
  assert_get (fixture, "/flaky?rate=2", 400, "“rate” must be a number from 0 to 1");
  g_assert_cmpuint (redirect->status, ==, 302);
  g_assert_true (http_answer_has_header (redirect, "Location: /redirect/1?delay=1"));
  g_assert_true (http_answer_has_header (last, "Location: /data/done"));
  g_assert_cmpuint (no_content->status, ==, 204);
  g_assert_cmpuint (no_content->body_bytes, ==, 0);
}

static void
test_bodies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HttpAnswer) bytes = get (fixture, "/bytes/1000003?seed=4");
  g_autoptr (HttpAnswer) again = get (fixture, "/bytes/1000003?seed=4");
  g_autoptr (HttpAnswer) stream = get (fixture, "/stream/3?interval=1");
  g_autoptr (HttpAnswer) head = http_client_ask (fixture->port, "HEAD /stream/3?interval=1", NULL, NULL);
  g_autoptr (HttpAnswer) none = get (fixture, "/stream/0");

  g_assert_cmpuint (bytes->body_bytes, ==, 1000003);
  g_assert_cmpmem (bytes->body, (int) bytes->body_bytes, again->body, (int) again->body_bytes);
  g_assert_cmpuint (stream->n_chunks, ==, 3);
  g_assert_cmpstr (stream->body, ==, "{\"chunk\":1,\"of\":3}\n{\"chunk\":2,\"of\":3}\n{\"chunk\":3,\"of\":3}\n");
  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpuint (head->body_bytes, ==, 0);
  g_assert_cmpuint (none->status, ==, 200);
  g_assert_cmpuint (none->body_bytes, ==, 0);
}

/* Which of them fail depends on the seed and on nothing else: a second server agrees. */
static void
test_flaky (Fixture *fixture, gconstpointer data)
{
  Fixture second = { 0 };
  guint n_failed = 0;

  set_up (&second, NULL);
  for (guint i = 0; i < 200; i++) {
    g_autofree char *target = g_strdup_printf ("/flaky?rate=0.3&seed=5&request=%u", i % 100);
    g_autoptr (HttpAnswer) answer = get (fixture, target);
    g_autoptr (HttpAnswer) same = get (&second, target);

    g_assert_cmpuint (answer->status, ==, same->status);
    n_failed += answer->status == 503;
  }
  tear_down (&second, NULL);
  g_assert_cmpuint (n_failed, >=, 40);
  g_assert_cmpuint (n_failed, <=, 80);
}

static void
test_echo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HttpAnswer)
    answer = http_client_ask (fixture->port, "PUT /echo?a=1&b=x+y&a=2", "X-One: 1\r\nX-One: 2\r\n", "h\xc3\xa9 \"q\"");
  g_autoptr (HttpAnswer) binary = http_client_ask (fixture->port, "POST /echo", NULL, "\xff\xfe");
  g_autoptr (HttpAnswer) posted = http_client_ask (fixture->port, "POST /data/x", NULL, "new");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (strstr (answer->body, "{\"method\":\"PUT\",\"url\":\"/echo?a=1&b=x+y&a=2\",\"query\":{\"a\":[\"1\","
                                          "\"2\"],\"b\":\"x y\"}"));
  g_assert_nonnull (strstr (answer->body, "\"x-one\":[\"1\",\"2\"]"));
  g_assert_nonnull (strstr (answer->body, "\"body\":\"h\xc3\xa9 \\\"q\\\"\",\"bodyEncoding\":\"utf-8\""));
  g_assert_nonnull (strstr (binary->body, "\"body\":\"//4=\",\"bodyEncoding\":\"base64\""));
  g_assert_cmpuint (posted->status, ==, 201);
  g_assert_nonnull (strstr (posted->body, "\"received\":\"new\""));
}

static void
test_methods (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HttpAnswer) preflight = http_client_ask (fixture->port, "OPTIONS /echo",
                                                      "Access-Control-Request-Method: PUT\r\n"
                                                      "Access-Control-Request-Headers: x-a, authorization\r\n",
                                                      NULL);
  g_autoptr (HttpAnswer) refused = http_client_ask (fixture->port, "DELETE /a.json", NULL, NULL);

  g_assert_cmpuint (preflight->status, ==, 204);
  g_assert_true (http_answer_has_header (preflight, "Access-Control-Allow-Origin: *"));
  g_assert_true (http_answer_has_header (preflight, "Access-Control-Allow-Headers: x-a, authorization"));
  g_assert_nonnull (strstr (preflight->headers, "Access-Control-Allow-Methods: GET, HEAD, POST, PUT"));
  g_assert_cmpuint (refused->status, ==, 405);
  assert_get (fixture, "/a.json", 200, "{\"a\":1}");
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_header = g_strnfill (200000, 'x');
  g_autofree char *header = g_strdup_printf ("X-Long: %s\r\n", long_header);
  g_autofree char *large = g_strnfill (65 * 1024 * 1024, 'x');
  g_autoptr (HttpAnswer) too_large = http_client_ask (fixture->port, "POST /echo", NULL, large);
  GSocketConnection *connection = http_client_connect (fixture->port);
  g_autoptr (HttpAnswer) refused = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (too_large->status, ==, 413);
  g_assert_nonnull (strstr (too_large->body, "64 MiB"));
  /* The server may close while the header is still being sent. */
  http_client_send (connection, "GET / HTTP/1.1\r\n", -1);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), header, strlen (header), NULL,
                             NULL, &error);
  refused = http_client_read_to_end (connection);
  g_assert_cmpuint (refused->status, !=, 200);
  assert_get (fixture, "/data1", 200, "data1");
}

static void
test_garbage (Fixture *fixture, gconstpointer data)
{
  const char *const garbage[] = { "\r\n\r\n\r\n",
                                  "GET\r\n\r\n",
                                  "GET / HTTP/9.9\r\n\r\n",
                                  "\x16\x03\x01\x02",
                                  "GET /",
                                  "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                                  "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                                  "GET /%zz HTTP/1.1\r\nHost: [\r\n\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (garbage); i++) {
    GSocketConnection *connection = http_client_connect (fixture->port);
    g_autoptr (HttpAnswer) answer = NULL;

    http_client_send (connection, garbage[i], -1);
    g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
    answer = http_client_read_to_end (connection);
    g_assert_cmpuint (answer->status, !=, 200);
  }
  assert_get (fixture, "/data1", 200, "data1");
}

/* All of them are connected and have asked before the first answer is read. */
static void
test_burst (Fixture *fixture, gconstpointer data)
{
  g_autofree char *request = g_strdup_printf ("GET /data1?delay=50 HTTP/1.1\r\nHost: localhost:%u\r\n"
                                              "Connection: close\r\n\r\n",
                                              fixture->port);
  GSocketConnection *connections[N_BURST];

  for (guint i = 0; i < N_BURST; i++)
    connections[i] = http_client_connect (fixture->port);
  for (guint i = 0; i < N_BURST; i++)
    http_client_send (connections[i], request, -1);
  for (guint i = 0; i < N_BURST; i++) {
    g_autoptr (HttpAnswer) answer = http_client_read_to_end (connections[i]);

    g_assert_cmpuint (answer->status, ==, 200);
  }
}

/* One connection carries many requests, also when they are sent before the answers are read. */
static void
test_keep_alive (Fixture *fixture, gconstpointer data)
{
  GSocketConnection *connection = http_client_connect (fixture->port);
  GString *requests = g_string_new (NULL);
  g_autoptr (HttpAnswer) answers = NULL;
  guint n_answers = 1;

  for (guint i = 0; i < 5; i++)
    g_string_append_printf (requests, "GET /data%u HTTP/1.1\r\nHost: localhost:%u\r\n%s\r\n", i, fixture->port,
                            i == 4 ? "Connection: close\r\n" : "");
  http_client_send (connection, requests->str, -1);
  g_string_free (requests, TRUE);
  answers = http_client_read_to_end (connection);
  for (const char *p = answers->body; (p = strstr (p, "HTTP/1.1 200 OK")) != NULL; p++)
    n_answers++;
  g_assert_cmpuint (n_answers, ==, 5);
}

/* Clients that leave in the middle of everything cost the server nothing but their own requests. */
static void
test_departures (Fixture *fixture, gconstpointer data)
{
  const char *const targets[] = { "/hang",
                                  "/data1?delay=600000",
                                  "/bytes/1073741824",
                                  "/stream/100000?interval=1",
                                  "/drip?duration=600000&numbytes=1000",
                                  "/big.bin" };
  g_autofree char *fds = g_strdup_printf ("/proc/%s/fd", g_subprocess_get_identifier (fixture->process));
  guint n_open = 0;

  for (gsize i = 0; i < 20 * G_N_ELEMENTS (targets); i++) {
    g_autoptr (GSocketConnection) connection = http_client_connect (fixture->port);
    g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost:%u\r\n\r\n",
                                                targets[i % G_N_ELEMENTS (targets)], fixture->port);

    http_client_send (connection, request, -1);
  }
  /* The connections are closed on the server's side too: without that this loop would not end. */
  do {
    g_autoptr (GDir) dir = g_dir_open (fds, 0, NULL);

    assert_get (fixture, "/data1", 200, "data1");
    for (n_open = 0; g_dir_read_name (dir) != NULL;)
      n_open++;
  } while (n_open > 30);
}

/* Connections that were used and are closed by the client between two requests are closed by the server as well. */
static void
test_idle_departures (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fds = g_strdup_printf ("/proc/%s/fd", g_subprocess_get_identifier (fixture->process));
  g_autofree char *request = g_strdup_printf ("GET /a.json HTTP/1.1\r\nHost: localhost:%u\r\n\r\n", fixture->port);
  guint n_open = 0;

  for (guint i = 0; i < 100; i++) {
    g_autoptr (GSocketConnection) connection = http_client_connect (fixture->port);
    GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
    char byte;

    http_client_send (connection, request, -1);
    do
      g_assert_cmpint (g_input_stream_read (stream, &byte, 1, NULL, NULL), ==, 1);
    while (byte != '}');
  }
  do {
    g_autoptr (GDir) dir = g_dir_open (fds, 0, NULL);

    assert_get (fixture, "/data1", 200, "data1");
    for (n_open = 0; g_dir_read_name (dir) != NULL;)
      n_open++;
  } while (n_open > 30);
}

/* A client that says at once that it will send no more still gets its answer. */
static void
test_half_closed (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 50; i++) {
    GSocketConnection *connection = http_client_connect (fixture->port);
    g_autofree char *request = g_strdup_printf ("GET /big.bin HTTP/1.1\r\nHost: localhost:%u\r\n\r\n", fixture->port);
    g_autoptr (HttpAnswer) answer = NULL;

    http_client_send (connection, request, -1);
    g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
    answer = http_client_read_to_end (connection);
    g_assert_cmpuint (answer->body_bytes, ==, BIG_BYTES);
  }
}

static void
test_usage (void)
{
  const char *const folders[] = { "/nothing/here", "/etc/passwd" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, NULL,
                                                        g_getenv ("HEDDLE_SERVER"), "--folder", folders[i], NULL);
    g_autofree char *errors = NULL;

    g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &errors, NULL));
    g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 2);
    g_assert_nonnull (strstr (errors, folders[i]));
  }
}

int
main (int argc, char **argv)
{
  const struct {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/server/files", test_files },
    { "/server/no-escape", test_no_escape },
    { "/server/conditions", test_conditions },
    { "/server/hosts", test_hosts },
    { "/server/example-delay", test_example_delay },
    { "/server/endpoints", test_endpoints },
    { "/server/bodies", test_bodies },
    { "/server/flaky", test_flaky },
    { "/server/echo", test_echo },
    { "/server/methods", test_methods },
    { "/server/limits", test_limits },
    { "/server/garbage", test_garbage },
    { "/server/burst", test_burst },
    { "/server/keep-alive", test_keep_alive },
    { "/server/departures", test_departures },
    { "/server/other-origins", test_other_origins },
    { "/server/half-closed", test_half_closed },
    { "/server/idle-departures", test_idle_departures },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  g_test_add_func ("/server/usage", test_usage);
  return g_test_run ();
}
