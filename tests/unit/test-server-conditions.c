/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conditional requests, ranges, hosts and media types of the demo server.
 */
#include "server/conditions.h"
#include "server/content-type.h"
#include "server/host.h"

static void
test_etags (void)
{
  g_assert_true (heddle_conditions_match_etag ("\"a\"", "\"a\"", FALSE));
  g_assert_true (heddle_conditions_match_etag ("\"b\" , \"a\"", "\"a\"", FALSE));
  g_assert_true (heddle_conditions_match_etag (" * ", "\"a\"", FALSE));
  g_assert_true (heddle_conditions_match_etag ("\"x,\", \"a\"", "\"a\"", FALSE));
  g_assert_true (heddle_conditions_match_etag ("W/\"a\"", "\"a\"", TRUE));
  g_assert_false (heddle_conditions_match_etag ("W/\"a\"", "\"a\"", FALSE));
  g_assert_false (heddle_conditions_match_etag ("\"ab\"", "\"a\"", TRUE));
  g_assert_false (heddle_conditions_match_etag ("a", "\"a\"", TRUE));
  g_assert_false (heddle_conditions_match_etag ("\"a", "\"a\"", TRUE));
  g_assert_false (heddle_conditions_match_etag ("", "\"a\"", TRUE));
}

static void
test_not_modified (void)
{
  const char *date = "Sun, 06 Nov 1994 08:49:37 GMT";

  g_assert_false (heddle_conditions_is_not_modified (NULL, NULL, "\"a\"", 784111777));
  g_assert_true (heddle_conditions_is_not_modified (NULL, date, "\"a\"", 784111777));
  g_assert_true (heddle_conditions_is_not_modified (NULL, date, "\"a\"", 784111776));
  g_assert_false (heddle_conditions_is_not_modified (NULL, date, "\"a\"", 784111778));
  g_assert_false (heddle_conditions_is_not_modified (NULL, "yesterday", "\"a\"", 0));
  /* RFC 9110, 13.1.3: If-Modified-Since is ignored beside If-None-Match. */
  g_assert_false (heddle_conditions_is_not_modified ("\"b\"", date, "\"a\"", 784111777));
  g_assert_true (heddle_conditions_is_not_modified ("\"a\"", NULL, "\"a\"", 0));
}

static void
test_if_range (void)
{
  g_assert_true (heddle_conditions_allow_range (NULL, "\"a\"", 5));
  g_assert_true (heddle_conditions_allow_range ("\"a\"", "\"a\"", 5));
  g_assert_false (heddle_conditions_allow_range ("\"b\"", "\"a\"", 5));
  g_assert_false (heddle_conditions_allow_range ("W/\"a\"", "\"a\"", 5));
  g_assert_true (heddle_conditions_allow_range ("Sun, 06 Nov 1994 08:49:37 GMT", "\"a\"", 784111777));
  g_assert_false (heddle_conditions_allow_range ("Sun, 06 Nov 1994 08:49:37 GMT", "\"a\"", 784111776));
}

static void
test_ranges (void)
{
  const struct {
    const char *range;
    guint64 size;
    HeddleRange result;
    guint64 first, last;
  } cases[] = {
    { NULL, 10, HEDDLE_RANGE_ALL, 0, 0 },
    { "bytes=0-0", 10, HEDDLE_RANGE_PART, 0, 0 },
    { "bytes=2-5", 10, HEDDLE_RANGE_PART, 2, 5 },
    { "Bytes= 2-5 ", 10, HEDDLE_RANGE_PART, 2, 5 },
    { "bytes=2-", 10, HEDDLE_RANGE_PART, 2, 9 },
    { "bytes=2-99999999999999999999999", 10, HEDDLE_RANGE_PART, 2, 9 },
    { "bytes=-3", 10, HEDDLE_RANGE_PART, 7, 9 },
    { "bytes=-30", 10, HEDDLE_RANGE_PART, 0, 9 },
    { "bytes=-0", 10, HEDDLE_RANGE_OUTSIDE, 0, 0 },
    { "bytes=10-", 10, HEDDLE_RANGE_OUTSIDE, 0, 0 },
    { "bytes=0-", 0, HEDDLE_RANGE_OUTSIDE, 0, 0 },
    { "bytes=-5", 0, HEDDLE_RANGE_OUTSIDE, 0, 0 },
    { "bytes=5-2", 10, HEDDLE_RANGE_ALL, 0, 0 },
    { "bytes=-", 10, HEDDLE_RANGE_ALL, 0, 0 },
    { "bytes=", 10, HEDDLE_RANGE_ALL, 0, 0 },
    { "bytes=a-b", 10, HEDDLE_RANGE_ALL, 0, 0 },
    { "bytes=0-1,3-4", 10, HEDDLE_RANGE_ALL, 0, 0 },
    { "lines=0-1", 10, HEDDLE_RANGE_ALL, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint64 first = 0, last = 0;

    g_test_message ("%s of %d", cases[i].range, (int) cases[i].size);
    g_assert_cmpint (heddle_conditions_parse_range (cases[i].range, cases[i].size, &first, &last), ==, cases[i].result);
    if (cases[i].result != HEDDLE_RANGE_PART)
      continue;
    g_assert_cmpuint (first, ==, cases[i].first);
    g_assert_cmpuint (last, ==, cases[i].last);
  }
}

static void
test_hosts (void)
{
  g_assert_true (heddle_host_is_ours ("127.0.0.1", 4000, 4000));
  g_assert_true (heddle_host_is_ours ("LOCALHOST", 4000, 4000));
  g_assert_true (heddle_host_is_ours ("::1", 4000, 4000));
  g_assert_true (heddle_host_is_ours ("localhost", -1, 80));
  g_assert_false (heddle_host_is_ours ("127.0.0.1", 4001, 4000));
  g_assert_false (heddle_host_is_ours ("127.0.0.1", -1, 4000));
  g_assert_true (heddle_host_is_ours ("example.com", -1, 4000));
  g_assert_true (heddle_host_is_ours ("api.Example.org", 443, 4000));
  g_assert_true (heddle_host_is_ours ("a.b.example.net.", -1, 4000));
  g_assert_false (heddle_host_is_ours ("notexample.com", -1, 4000));
  g_assert_false (heddle_host_is_ours ("example.com.evil.test", -1, 4000));
  g_assert_false (heddle_host_is_ours ("evil.test", 4000, 4000));
  g_assert_false (heddle_host_is_ours ("", 4000, 4000));
}

static void
test_content_types (void)
{
  g_assert_cmpstr (heddle_content_type_for_name ("a/b.js"), ==, "text/javascript; charset=utf-8");
  g_assert_cmpstr (heddle_content_type_for_name ("a.min.MJS"), ==, "text/javascript; charset=utf-8");
  g_assert_cmpstr (heddle_content_type_for_name ("a.json"), ==, "application/json");
  g_assert_cmpstr (heddle_content_type_for_name ("a.wasm"), ==, "application/wasm");
  g_assert_cmpstr (heddle_content_type_for_name ("a.svg"), ==, "image/svg+xml");
  g_assert_cmpstr (heddle_content_type_for_name ("a.js/b"), ==, "application/octet-stream");
  g_assert_cmpstr (heddle_content_type_for_name ("js"), ==, "application/octet-stream");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/conditions/etags", test_etags);
  g_test_add_func ("/server/conditions/not-modified", test_not_modified);
  g_test_add_func ("/server/conditions/if-range", test_if_range);
  g_test_add_func ("/server/conditions/ranges", test_ranges);
  g_test_add_func ("/server/hosts", test_hosts);
  g_test_add_func ("/server/content-types", test_content_types);
  return g_test_run ();
}
