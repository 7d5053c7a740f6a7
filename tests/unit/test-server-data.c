/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the demo server makes up, and the numbers that it is asked for.
 */
#include "base/error.h"
#include "server/data.h"
#include "server/json.h"
#include "server/query.h"
#include "server/seeded.h"

#include <string.h>

static char *
make_data (const char *name, guint64 seed)
{
  GString *json = g_string_new (NULL);

  heddle_data_append (json, name, seed);
  return g_string_free (json, FALSE);
}

/* The text is fixed: the same on every machine, in every version. */
static void
test_data (void)
{
  g_autofree char *first = make_data ("data1", 0);
  g_autofree char *seeded = make_data ("data1", 1);
  g_autofree char *named = make_data ("a \"b\"", 0);
  g_autofree char *numbered = make_data ("users/17", 5);

  g_assert_cmpstr (first, ==,
                   "\"id\":1,\"name\":\"data1\",\"title\":\"The bright wool\",\"value\":357,\"items\":["
                   "{\"id\":1,\"name\":\"indigo silk\",\"value\":34},{\"id\":2,\"name\":\"quiet fringe\",\"value\":25},"
                   "{\"id\":3,\"name\":\"white heddle\",\"value\":86}]");
  g_assert_cmpstr (first, !=, seeded);
  g_assert_nonnull (strstr (named, "\"name\":\"a \\\"b\\\"\""));
  g_assert_true (g_str_has_prefix (numbered, "\"id\":17,"));
}

static void
test_json (void)
{
  g_autoptr (GString) json = g_string_new (NULL);

  heddle_json_append_string (json, "a\"\\\n\t\x01/\xc3\xa9", -1);
  g_assert_cmpstr (json->str, ==, "\"a\\\"\\\\\\n\\u0009\\u0001/\xc3\xa9\"");
  g_string_truncate (json, 0);
  heddle_json_append_string (json,
                             "a\xff"
                             "b",
                             -1);
  g_assert_cmpstr (json->str, ==,
                   "\"a\xef\xbf\xbd"
                   "b\"");
  g_string_truncate (json, 0);
  heddle_json_append_integer (json, 0);
  heddle_json_append_integer (json, G_MAXUINT64);
  g_assert_cmpstr (json->str, ==, "018446744073709551615");
}

/* Parts of a row of bytes are what they are in the whole. */
static void
test_fill (void)
{
  guint8 whole[1000], part[37];

  heddle_seeded_fill (whole, sizeof whole, 9, 0);
  heddle_seeded_fill (part, sizeof part, 9, 800);
  g_assert_cmpmem (whole + 800, sizeof part, part, sizeof part);
  heddle_seeded_fill (part, sizeof part, 10, 800);
  g_assert_cmpint (memcmp (whole + 800, part, sizeof part), !=, 0);
}

static void
assert_number (const char *text, gboolean is_right, double expected)
{
  g_autoptr (GHashTable) query = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  double value = -1;

  g_hash_table_insert (query, (gpointer) "delay", (gpointer) text);
  g_test_message ("“%s”", text);
  g_assert_cmpint (heddle_query_get_number (query, "delay", 600000, &value, &error), ==, is_right);
  if (is_right) {
    g_assert_cmpfloat (value, ==, expected);
    return;
  }
  g_assert_error (error, HEDDLE_ERROR, HEDDLE_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, "“delay” must be a number from 0 to 600000"));
  g_assert_cmpfloat (value, ==, -1);
}

static void
test_numbers (void)
{
  const char *wrong[] = { NULL, "", " 5", "-1", "600001", "5ms", "0x10", "inf", "nan", "1e99", "1,5", "--1", "1e" };
  double value = 7;

  assert_number ("0", TRUE, 0);
  assert_number ("12.5", TRUE, 12.5);
  assert_number ("1e3", TRUE, 1000);
  assert_number ("600000", TRUE, 600000);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_number (wrong[i], FALSE, 0);
  g_assert_true (heddle_query_get_number (NULL, "delay", 1, &value, NULL));
  g_assert_cmpfloat (value, ==, 7);
}

static void
test_integers (void)
{
  const char *wrong[] = { "", "-1", "+1", "1.5", " 1", "0x1", "99999999999999999999", "101", "4" };
  guint64 value = 0;

  g_assert_true (heddle_query_parse_integer ("100", "N", 5, 100, &value, NULL));
  g_assert_cmpuint (value, ==, 100);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("“%s”", wrong[i]);
    g_assert_false (heddle_query_parse_integer (wrong[i], "N", 5, 100, &value, &error));
    g_assert_nonnull (strstr (error->message, "“N” must be a whole number from 5 to 100"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/data", test_data);
  g_test_add_func ("/server/json", test_json);
  g_test_add_func ("/server/seeded/fill", test_fill);
  g_test_add_func ("/server/query/numbers", test_numbers);
  g_test_add_func ("/server/query/integers", test_integers);
  return g_test_run ();
}
