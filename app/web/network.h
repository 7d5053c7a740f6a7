/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The thread that carries a run's requests, one for all its loops, started at the first request. What arrives is
 * noted at its true moment, whatever the JS threads are computing.
 * Threads: any, where nothing else is said. Cost: a request given to it is one lock and at most one wake-up.
 */
#pragma once

#include "trace/recorder.h"
#include "web/route.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _HeddleNetwork HeddleNetwork;
typedef struct _HeddleExchange HeddleExchange;

/**
 * HeddleNetworkCommand:
 * @HEDDLE_NETWORK_START: send the request
 * @HEDDLE_NETWORK_RESUME: go on reading the response's body
 * @HEDDLE_NETWORK_CANCEL: nobody wants the response any more
 */
typedef enum {
  HEDDLE_NETWORK_START,
  HEDDLE_NETWORK_RESUME,
  HEDDLE_NETWORK_CANCEL,
} HeddleNetworkCommand;

HeddleNetwork *heddle_network_new (const HeddleNetworkSettings *settings, HeddleRings *rings);
void heddle_network_free (HeddleNetwork *self);
const HeddleNetworkSettings *heddle_network_get_settings (HeddleNetwork *self);
void heddle_network_send (HeddleNetwork *self, HeddleExchange *exchange, HeddleNetworkCommand command);

/* The network's own thread. */
HeddleRecorder *heddle_network_get_recorder (HeddleNetwork *self);
gpointer heddle_network_get_buffer (HeddleNetwork *self, gsize *n_bytes);
gpointer heddle_network_enter_session (HeddleNetwork *self, SoupSession **session);
void heddle_network_leave_session (HeddleNetwork *self, gpointer place);
void heddle_network_forget (HeddleNetwork *self, HeddleExchange *exchange);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleNetwork, heddle_network_free)

G_END_DECLS
