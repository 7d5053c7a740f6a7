/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The thread that carries a run's requests: its main context, the commands that come to it, its sessions.
 * Threads: see the groups of fields. Cost: one SoupSession slows from about 128 connections, so there is one session
 * for every 32 requests in flight; a request looks through the sessions for a place.
 */
#include "web/network.h"

#include "web/exchange.h"

#include <sys/resource.h>

#define SESSION_REQUESTS 32
#define BUFFER_BYTES (64 * 1024)

typedef struct {
  SoupSession *session;
  guint n_requests;
} Session;

typedef struct {
  HeddleExchange *exchange;
  HeddleNetworkCommand command;
} Command;

struct _HeddleNetwork {
  /* set at the start, then read only */
  HeddleNetworkSettings settings;
  HeddleRings *rings;
  GMainContext *context;
  GMainLoop *main_loop;
  GSource *source;

  /* guarded by lock */
  GMutex lock;
  GArray *commands;
  GThread *thread;

  /* the network's thread */
  HeddleRecorder *recorder;
  GPtrArray *sessions;
  GHashTable *exchanges;
  gpointer buffer;
};

static void
clear_command (gpointer data)
{
  Command *command = data;

  heddle_exchange_unref (command->exchange);
}

static GArray *
new_commands (void)
{
  GArray *commands = g_array_new (FALSE, FALSE, sizeof (Command));

  g_array_set_clear_func (commands, clear_command);
  return commands;
}

static void
run_command (HeddleNetwork *self, const Command *command)
{
  HeddleExchange *exchange = command->exchange;

  switch (command->command) {
  case HEDDLE_NETWORK_START:
    g_hash_table_add (self->exchanges, heddle_exchange_ref (exchange));
    heddle_exchange_start (exchange);
    break;
  case HEDDLE_NETWORK_RESUME:
    heddle_exchange_resume (exchange);
    break;
  case HEDDLE_NETWORK_CANCEL:
    heddle_exchange_cancel (exchange);
    break;
  }
}

static gboolean
on_commands (gpointer user_data)
{
  HeddleNetwork *self = user_data;
  g_autoptr (GArray) commands = NULL;

  g_source_set_ready_time (self->source, -1);
  g_mutex_lock (&self->lock);
  commands = self->commands;
  self->commands = new_commands ();
  g_mutex_unlock (&self->lock);

  for (guint i = 0; i < commands->len; i++)
    run_command (self, &g_array_index (commands, Command, i));
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_commands (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static GSourceFuncs command_source_funcs = { .dispatch = dispatch_commands };

static void
free_session (gpointer data)
{
  Session *session = data;

  soup_session_abort (session->session);
  g_object_unref (session->session);
  g_free (session);
}

static Session *
new_session (void)
{
  Session *self = g_new0 (Session, 1);

  self->session = soup_session_new_with_options ("max-conns", 2 * SESSION_REQUESTS, "max-conns-per-host",
                                                 2 * SESSION_REQUESTS, "timeout", 0u, "proxy-resolver", NULL, NULL);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
  return self;
}

/* A thousand requests at once are a thousand sockets; the soft limit is often 1,024. */
static void
raise_file_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit (RLIMIT_NOFILE, &limit);
  }
}

/* Whoever still waits when the run ends hears nothing any more. */
static void
cancel_all (HeddleNetwork *self)
{
  g_autoptr (GList) exchanges = g_hash_table_get_keys (self->exchanges);

  for (GList *link = exchanges; link; link = link->next)
    heddle_exchange_cancel (link->data);
}

static gpointer
run_thread (gpointer data)
{
  HeddleNetwork *self = data;

  g_main_context_push_thread_default (self->context);
  raise_file_limit ();
  self->recorder = heddle_recorder_new (self->rings, HEDDLE_ROLE_NETWORK, "network");
  self->buffer = g_malloc (BUFFER_BYTES);
  self->sessions = g_ptr_array_new_with_free_func (free_session);
  self->exchanges = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) heddle_exchange_unref, NULL);

  g_main_loop_run (self->main_loop);

  cancel_all (self);
  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_clear_pointer (&self->exchanges, g_hash_table_unref);
  g_clear_pointer (&self->buffer, g_free);
  g_clear_pointer (&self->recorder, heddle_recorder_free);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/**
 * heddle_network_new:
 * @settings: what the run may reach; copied
 * @rings: where the thread records; outlives the network
 *
 * The thread starts at the first request.
 *
 * Returns: (transfer full): a network
 */
HeddleNetwork *
heddle_network_new (const HeddleNetworkSettings *settings, HeddleRings *rings)
{
  HeddleNetwork *self = g_new0 (HeddleNetwork, 1);

  self->settings.origin = g_strdup (settings->origin);
  self->settings.allow_net = g_strdupv (settings->allow_net);
  self->settings.allow_all_net = settings->allow_all_net;
  self->rings = rings;
  g_mutex_init (&self->lock);
  self->commands = new_commands ();
  self->context = g_main_context_new ();
  self->main_loop = g_main_loop_new (self->context, FALSE);
  self->source = g_source_new (&command_source_funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "network commands");
  g_source_set_callback (self->source, on_commands, self, NULL);
  g_source_attach (self->source, self->context);
  return self;
}

static gboolean
quit (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

/**
 * heddle_network_free:
 * @self: (transfer full): a network
 *
 * Ends the thread and the requests that are still in flight. No loop may send any more.
 */
void
heddle_network_free (HeddleNetwork *self)
{
  if (self->thread) {
    g_main_context_invoke (self->context, quit, self->main_loop);
    g_thread_join (self->thread);
  }
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_main_loop_unref (self->main_loop);
  g_main_context_unref (self->context);
  g_array_unref (self->commands);
  g_mutex_clear (&self->lock);
  g_free (self->settings.origin);
  g_strfreev (self->settings.allow_net);
  g_free (self);
}

/**
 * heddle_network_get_settings:
 * @self: a network
 *
 * Returns: (transfer none): what the run may reach
 */
const HeddleNetworkSettings *
heddle_network_get_settings (HeddleNetwork *self)
{
  return &self->settings;
}

/**
 * heddle_network_send:
 * @self: a network
 * @exchange: a request
 * @command: what to do with it
 *
 * Commands about one exchange are carried out in the order in which they were sent.
 */
void
heddle_network_send (HeddleNetwork *self, HeddleExchange *exchange, HeddleNetworkCommand command)
{
  Command entry = { heddle_exchange_ref (exchange), command };
  gboolean was_empty;

  g_mutex_lock (&self->lock);
  was_empty = self->commands->len == 0;
  g_array_append_val (self->commands, entry);
  if (!self->thread)
    self->thread = g_thread_new ("network", run_thread, self);
  g_mutex_unlock (&self->lock);

  if (was_empty)
    g_source_set_ready_time (self->source, 0);
}

/**
 * heddle_network_get_recorder:
 * @self: a network
 *
 * Returns: (transfer none): the recorder of the network's thread
 */
HeddleRecorder *
heddle_network_get_recorder (HeddleNetwork *self)
{
  return self->recorder;
}

/**
 * heddle_network_get_buffer:
 * @self: a network
 * @n_bytes: (out): its size
 *
 * Returns: (transfer none): memory to read into, until the thread's next turn
 */
gpointer
heddle_network_get_buffer (HeddleNetwork *self, gsize *n_bytes)
{
  *n_bytes = BUFFER_BYTES;
  return self->buffer;
}

/**
 * heddle_network_enter_session:
 * @self: a network
 * @session: (out) (transfer none): the session to send one request with
 *
 * There is no limit on the requests in flight: when all sessions are full there is one more.
 *
 * Returns: the place in the session, for heddle_network_leave_session ()
 */
gpointer
heddle_network_enter_session (HeddleNetwork *self, SoupSession **session)
{
  Session *place = NULL;

  for (guint i = 0; i < self->sessions->len && !place; i++) {
    Session *candidate = g_ptr_array_index (self->sessions, i);

    if (candidate->n_requests < SESSION_REQUESTS)
      place = candidate;
  }
  if (!place) {
    place = new_session ();
    g_ptr_array_add (self->sessions, place);
  }
  place->n_requests++;
  *session = place->session;
  return place;
}

/**
 * heddle_network_leave_session:
 * @self: a network
 * @place: from heddle_network_enter_session ()
 *
 * The request that was sent with the session has ended.
 */
void
heddle_network_leave_session (HeddleNetwork *self, gpointer place)
{
  Session *session = place;

  g_assert (session->n_requests > 0);
  session->n_requests--;
}

/**
 * heddle_network_forget:
 * @self: a network
 * @exchange: an exchange that has ended; it may be freed by this
 */
void
heddle_network_forget (HeddleNetwork *self, HeddleExchange *exchange)
{
  g_hash_table_remove (self->exchanges, exchange);
}
