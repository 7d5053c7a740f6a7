/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The menu of how many cores a run may use: 1, 2, 4 … all. What this machine does not have is shown, but cannot be
 * chosen.
 * Threads: the main one.
 */
#include "ui/run/cores-menu.h"

#include "base/cpu-set.h"

#include <glib/gi18n.h>

/* Powers of two are offered at least up to here, so that people see what they could compare with. */
#define ALWAYS_OFFERED 8

/**
 * heddle_cores_menu_count:
 *
 * Returns: how many cores this process may use
 */
guint
heddle_cores_menu_count (void)
{
  g_autoptr (HeddleCpuSet) allowed = heddle_cpu_set_new_allowed ();

  return allowed->n_cpus;
}

static void
append (GMenu *menu, guint n_cores, guint n_available)
{
  g_autofree char *label = g_strdup_printf (ngettext ("%u core", "%u cores", n_cores), n_cores);
  g_autofree char *too_many = g_strdup_printf (_("%u cores (this machine has %u)"), n_cores, n_available);
  g_autoptr (GMenuItem) item = g_menu_item_new (n_cores <= n_available ? label : too_many, NULL);

  /* An action that is never enabled keeps what is out of reach grey. */
  if (n_cores <= n_available)
    g_menu_item_set_action_and_target (item, "win.cores", "i", (gint32) n_cores);
  else
    g_menu_item_set_detailed_action (item, "win.more-cores");
  g_menu_append_item (menu, item);
}

/**
 * heddle_cores_menu_new:
 * @n_available: how many cores there are
 *
 * Returns: (transfer full): a menu whose items set `win.cores`; 0 is all
 */
GMenuModel *
heddle_cores_menu_new (guint n_available)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) numbers = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();
  g_autofree char *all_label = g_strdup_printf (_("All (%u)"), n_available);
  g_autoptr (GMenuItem) all_item = g_menu_item_new (all_label, NULL);

  for (guint n = 1; n < n_available || n <= ALWAYS_OFFERED; n *= 2)
    append (numbers, n, n_available);
  g_menu_item_set_action_and_target (all_item, "win.cores", "i", 0);
  g_menu_append_item (all, all_item);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (numbers));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
  return G_MENU_MODEL (menu);
}

/**
 * heddle_cores_menu_format:
 * @n_cores: how many a run may use; 0 for all
 * @n_available: how many there are
 *
 * Returns: (transfer full): what stands on the menu's button
 */
char *
heddle_cores_menu_format (guint n_cores, guint n_available)
{
  return g_strdup_printf (ngettext ("%u of %u core", "%u of %u cores", n_available),
                          n_cores == 0 ? n_available : n_cores, n_available);
}
