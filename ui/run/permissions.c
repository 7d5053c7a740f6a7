/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which scenario may reach which host. A host stays out of reach until the user allows it; the owner of a permission is a
 * place on this machine, so that a copy from elsewhere has none.
 * Threads: the main one.
 */
#include "ui/run/permissions.h"

#include "ui/window/settings.h"

#define KEY "allowed-hosts"

/* What the error of a forbidden request says; see web/route.c. */
#define WANTED "--allow-net=([A-Za-z0-9.:\\[\\]-]+) allows it"

/**
 * heddle_permissions_dup_owner:
 *
 * Returns: (transfer full): whom a permission belongs to: the folder, or the file
 */
char *
heddle_permissions_dup_owner (const HeddleScenario *scenario)
{
  return scenario->is_file ? g_build_filename (scenario->folder, scenario->variants[0].file, NULL)
                           : g_strdup (scenario->folder);
}

static GVariant *
get_all (void)
{
  GSettings *settings = heddle_settings_get_default ();

  return settings == NULL ? g_variant_ref_sink (g_variant_new ("a(ss)", NULL)) : g_settings_get_value (settings, KEY);
}

/**
 * heddle_permissions_dup_hosts:
 * @owner: whose
 *
 * Returns: (transfer full): the hosts that it may reach
 */
GStrv
heddle_permissions_dup_hosts (const char *owner)
{
  g_autoptr (GVariant) all = get_all ();
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();
  GVariantIter iter;
  const char *whose, *host;

  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "(&s&s)", &whose, &host))
    if (g_strcmp0 (whose, owner) == 0)
      g_strv_builder_add (hosts, host);
  return g_strv_builder_end (hosts);
}

/* All but one; with it at the end when it is allowed. */
static void
store (const char *owner, const char *host, gboolean is_allowed)
{
  GSettings *settings = heddle_settings_get_default ();
  g_autoptr (GVariant) all = get_all ();
  GVariantBuilder builder;
  GVariantIter iter;
  const char *whose, *other;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ss)"));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "(&s&s)", &whose, &other))
    if (g_strcmp0 (whose, owner) != 0 || g_strcmp0 (other, host) != 0)
      g_variant_builder_add (&builder, "(ss)", whose, other);
  if (is_allowed)
    g_variant_builder_add (&builder, "(ss)", owner, host);
  if (settings != NULL)
    g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
  else
    g_variant_builder_clear (&builder);
}

void
heddle_permissions_allow (const char *owner, const char *host)
{
  store (owner, host, TRUE);
}

void
heddle_permissions_revoke (const char *owner, const char *host)
{
  store (owner, host, FALSE);
}

/**
 * heddle_permissions_find_wanted:
 * @trace: a run
 *
 * Returns: (transfer full) (nullable): the last host that it asked for and was not allowed, as its console tells
 */
char *
heddle_permissions_find_wanted (HeddleTrace *trace)
{
  g_autoptr (GRegex) regex = g_regex_new (WANTED, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);

  for (guint i = heddle_trace_get_n_console (trace); i > 0; i--) {
    g_autoptr (GMatchInfo) match = NULL;

    if (g_regex_match (regex, heddle_trace_get_console (trace, i - 1)->text, G_REGEX_MATCH_DEFAULT, &match))
      return g_match_info_fetch (match, 1);
  }
  return NULL;
}
