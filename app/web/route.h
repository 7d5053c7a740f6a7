/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a request really goes: to the run's origin, to an allowed host, or nowhere.
 * Threads: any; settings are read only. Cost: one URL's worth of strings.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleNetworkSettings:
 * @origin: (nullable): the run's origin, "http://127.0.0.1:PORT"
 * @allow_net: (nullable): the hosts that the user allows, each HOST or HOST:PORT
 * @allow_all_net: whether the user allows every host
 */
typedef struct {
  char *origin;
  GStrv allow_net;
  gboolean allow_all_net;
} HeddleNetworkSettings;

/**
 * HeddleRoute:
 * @target: the URL that is connected to
 * @host_header: (nullable): the Host header to send when it is not that of @target
 * @label: what the trace says: the path for the own origin, the whole URL otherwise, and where it really goes
 */
typedef struct {
  GUri *target;
  char *host_header;
  char *label;
} HeddleRoute;

gboolean heddle_route_init (HeddleRoute *self, const HeddleNetworkSettings *settings, GUri *uri, GError **error);
void heddle_route_clear (HeddleRoute *self);
gboolean heddle_route_is_example_name (const char *host);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeddleRoute, heddle_route_clear)

G_END_DECLS
