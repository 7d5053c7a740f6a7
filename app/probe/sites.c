/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The places in the program's text that have probes.
 * Threads: see sites.h.
 */
#include "probe/sites.h"

static GMutex lock;
/* guarded by the lock; of HeddleProbeSite, which live as long as the process */
static GPtrArray *sites;

void
heddle_probe_sites_add (const char *label, const char *file, guint line, guint column, const char *name)
{
  HeddleProbeSite *site = g_new0 (HeddleProbeSite, 1);

  site->label = g_strdup (label);
  site->file = g_strdup (file);
  site->line = line;
  site->column = column;
  site->name = name[0] != '\0' ? g_intern_string (name) : NULL;
  g_mutex_lock (&lock);
  if (sites == NULL)
    sites = g_ptr_array_new ();
  g_ptr_array_add (sites, site);
  g_mutex_unlock (&lock);
}

/**
 * heddle_probe_sites_get_n:
 *
 * Returns: the number that the next site will have
 */
guint
heddle_probe_sites_get_n (void)
{
  guint n;

  g_mutex_lock (&lock);
  n = sites != NULL ? sites->len : 0;
  g_mutex_unlock (&lock);
  return n;
}

/**
 * heddle_probe_sites_get:
 *
 * Returns: (nullable): the site; %NULL when there is none of that number
 */
const HeddleProbeSite *
heddle_probe_sites_get (guint site)
{
  const HeddleProbeSite *found;

  g_mutex_lock (&lock);
  found = sites != NULL && site < sites->len ? g_ptr_array_index (sites, site) : NULL;
  g_mutex_unlock (&lock);
  return found;
}
