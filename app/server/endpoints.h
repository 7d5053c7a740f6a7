/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The generated endpoints: which there are, and what they have in common.
 * Threads: the server's.
 */
#pragma once

#include "server/delay.h"
#include "server/waiting-room.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _HeddleEndpoints HeddleEndpoints;

/**
 * HeddleRequest:
 * @endpoints: the endpoints of the origin that it came to
 * @message: what was asked
 * @socket: (nullable): its connection
 * @argument: what follows the endpoint's name in the path, decoded, "" when there is nothing
 * @query: (nullable): names and texts of the query
 * @target: path and query as they were sent
 * @seed: the seed that was asked for, else 0
 *
 * A request to an endpoint.
 */
typedef struct {
  HeddleEndpoints *endpoints;
  SoupServerMessage *message;
  GSocket *socket;
  const char *argument;
  GHashTable *query;
  const char *target;
  guint64 seed;
} HeddleRequest;

HeddleEndpoints *heddle_endpoints_new (HeddleDelays *delays, HeddleWaitingRoom *waiting_room);
void heddle_endpoints_free (HeddleEndpoints *self);
gboolean heddle_endpoints_answer (HeddleEndpoints *self,
                                  SoupServerMessage *message,
                                  GSocket *socket,
                                  const char *path,
                                  GHashTable *query);
void heddle_endpoints_answer_unknown (SoupServerMessage *message, const char *path);

HeddleDelays *heddle_endpoints_get_delays (HeddleEndpoints *self);
guint64 heddle_endpoints_count_attempt (HeddleEndpoints *self, const char *target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleEndpoints, heddle_endpoints_free)

G_END_DECLS
