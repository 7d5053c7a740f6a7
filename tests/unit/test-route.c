/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests of where a request goes: the own origin, the reserved example names, the allow list.
 */
#include "base/error.h"
#include "web/route.h"

static char *const allowed[] = { (char *) "news.test", (char *) "Other.test:8080", (char *) "[::1]:99", NULL };

static HeddleNetworkSettings
make_settings (void)
{
  return (HeddleNetworkSettings){ .origin = (char *) "http://127.0.0.1:4567", .allow_net = (GStrv) allowed };
}

static void
assert_route (const char *url, const char *target, const char *host, const char *label)
{
  HeddleNetworkSettings settings = make_settings ();
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *real = NULL;
  g_auto (HeddleRoute) route = { 0 };

  g_assert_true (heddle_route_init (&route, &settings, uri, &error));
  g_assert_no_error (error);
  real = g_uri_to_string (route.target);
  g_assert_cmpstr (real, ==, target);
  g_assert_cmpstr (route.host_header, ==, host);
  g_assert_cmpstr (route.label, ==, label);
}

static void
assert_forbidden (const char *url, const char *message)
{
  HeddleNetworkSettings settings = make_settings ();
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (HeddleRoute) route = { 0 };

  g_assert_false (heddle_route_init (&route, &settings, uri, &error));
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_FORBIDDEN);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_origin (void)
{
  assert_route ("http://127.0.0.1:4567/a%20b?c=d", "http://127.0.0.1:4567/a%20b?c=d", NULL, "/a%20b?c=d");
  assert_route ("http://localhost:4567/", "http://127.0.0.1:4567/", "localhost:4567", "/");
  assert_forbidden ("https://127.0.0.1:4567/",
                    "127.0.0.1:4567 is out of this program's reach; --allow-net=127.0.0.1:4567 allows it");
}

static void
test_example_names (void)
{
  assert_route ("https://api.example.com/data1", "http://127.0.0.1:4567/data1", "api.example.com",
                "https://api.example.com/data1 → 127.0.0.1:4567");
  assert_route ("http://EXAMPLE.org:81/?q", "http://127.0.0.1:4567/?q", "EXAMPLE.org:81",
                "http://EXAMPLE.org:81/?q → 127.0.0.1:4567");
  g_assert_true (heddle_route_is_example_name ("a.b.example.net"));
  g_assert_false (heddle_route_is_example_name ("badexample.net"));
  g_assert_false (heddle_route_is_example_name ("example.com.evil.test"));
  g_assert_false (heddle_route_is_example_name ("example.edu"));
}

static void
test_allow_list (void)
{
  assert_route ("https://news.test/a", "https://news.test/a", NULL, "https://news.test/a");
  assert_route ("http://NEWS.test:99/a", "http://NEWS.test:99/a", NULL, "http://NEWS.test:99/a");
  assert_route ("http://other.test:8080/", "http://other.test:8080/", NULL, "http://other.test:8080/");
  assert_route ("http://[::1]:99/", "http://[::1]:99/", NULL, "http://[::1]:99/");
  assert_forbidden ("http://other.test/",
                    "other.test is out of this program's reach; --allow-net=other.test allows it");
  assert_forbidden ("http://x.news.test/",
                    "x.news.test is out of this program's reach; --allow-net=x.news.test allows it");
  assert_forbidden ("http://[::1]:98/", "[::1]:98 is out of this program's reach; --allow-net=[::1]:98 allows it");
}

static void
test_allow_all (void)
{
  HeddleNetworkSettings settings = { .allow_all_net = TRUE };
  g_autoptr (GUri) uri = g_uri_parse ("https://anything.test/", G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (HeddleRoute) route = { 0 };

  g_assert_true (heddle_route_init (&route, &settings, uri, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/route/origin", test_origin);
  g_test_add_func ("/route/example-names", test_example_names);
  g_test_add_func ("/route/allow-list", test_allow_list);
  g_test_add_func ("/route/allow-all", test_allow_all);
  return g_test_run ();
}
