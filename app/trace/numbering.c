/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers and colours of pieces of work.
 * Threads: the traces'. A piece of work is a request, known by its method and its path with the query; a task belongs
 * to the nearest request among its causes. Each span's request is found once and remembered.
 */
#include "trace/numbering.h"

#include <string.h>

/* Larger ones at the end of a path are sizes or codes, not the number of a piece of work. */
#define PATH_NUMBER_MAX 999

/* What is remembered of a span, besides the index of its request + 1. */
#define OWNER_UNKNOWN 0
#define OWNER_NONE G_MAXUINT32
#define OWNER_SOUGHT (G_MAXUINT32 - 1)

typedef struct {
  HeddleTrace *trace;
  GArray *requests;  /* HeddleNumberedRequest */
  GPtrArray *owners; /* GArray of guint32 for each thread: OWNER_… or an index of requests + 1 */
  GArray *pending;   /* HeddleSpanRef: tasks that are open, or whose causes are not all there yet */
} Work;

struct _HeddleNumbering {
  Work *works;
  guint n_works;
  GHashTable *numbers; /* key → number */
  GHashTable *taken;   /* numbers */
  guint last_given;
};

HeddleNumbering *
heddle_numbering_new (HeddleTrace *const *traces, guint n_traces)
{
  HeddleNumbering *self = g_new0 (HeddleNumbering, 1);

  self->works = g_new0 (Work, n_traces);
  self->n_works = n_traces;
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->taken = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < n_traces; i++) {
    self->works[i].trace = g_object_ref (traces[i]);
    self->works[i].requests = g_array_new (FALSE, TRUE, sizeof (HeddleNumberedRequest));
    self->works[i].owners = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    self->works[i].pending = g_array_new (FALSE, FALSE, sizeof (HeddleSpanRef));
  }
  heddle_numbering_update (self);
  return self;
}

void
heddle_numbering_free (HeddleNumbering *self)
{
  for (guint i = 0; i < self->n_works; i++) {
    g_object_unref (self->works[i].trace);
    g_array_unref (self->works[i].requests);
    g_ptr_array_unref (self->works[i].owners);
    g_array_unref (self->works[i].pending);
  }
  g_free (self->works);
  g_hash_table_unref (self->numbers);
  g_hash_table_unref (self->taken);
  g_free (self);
}

/* The label without its origin: the port of the run's own server is another one in each run. */
static char *
dup_key (HeddleTrace *trace, HeddleSpanRef request)
{
  const HeddleSite *site = heddle_trace_get_site (trace, heddle_trace_get_span (trace, request)->site);
  const char *label = site != NULL ? site->label : "";
  const char *url = strchr (label, ' ');
  const char *authority = url != NULL ? strstr (url, "://") : NULL;
  const char *path;

  if (authority == NULL)
    return g_strdup (label);
  path = authority + 3 + strcspn (authority + 3, "/?#");
  return g_strdup_printf ("%.*s %s", (int) (url - label), label, path);
}

/* The number at the end of a key's path: 3 of "GET /data/3?delay=300"; 0 when there is none. */
static guint
number_in_path (const char *key)
{
  gsize end = strcspn (key, "?#"), start = end;
  guint64 number;

  while (start > 0 && g_ascii_isdigit (key[start - 1]))
    start--;
  if (start == end || end - start > 3)
    return 0;
  number = g_ascii_strtoull (key + start, NULL, 10);
  return number <= PATH_NUMBER_MAX ? (guint) number : 0;
}

static void
give_number (HeddleNumbering *self, const char *key, guint number)
{
  g_hash_table_add (self->taken, GUINT_TO_POINTER (number));
  g_hash_table_insert (self->numbers, g_strdup (key), GUINT_TO_POINTER (number));
}

/* First those that carry a number get it, then the others the smallest that are left. */
static void
number_keys (HeddleNumbering *self, GPtrArray *keys)
{
  for (guint i = 0; i < keys->len; i++) {
    const char *key = g_ptr_array_index (keys, i);
    guint number = number_in_path (key);

    if (number > 0 && !g_hash_table_contains (self->numbers, key) &&
        !g_hash_table_contains (self->taken, GUINT_TO_POINTER (number)))
      give_number (self, key, number);
  }
  for (guint i = 0; i < keys->len; i++) {
    const char *key = g_ptr_array_index (keys, i);

    if (g_hash_table_contains (self->numbers, key))
      continue;
    while (g_hash_table_contains (self->taken, GUINT_TO_POINTER (++self->last_given)))
      ;
    give_number (self, key, self->last_given);
  }
}

static guint32 *
owner_of (Work *work, HeddleSpanRef ref)
{
  GArray *owners;
  guint32 counter = HEDDLE_SPAN_REF_COUNTER (ref);

  if (HEDDLE_SPAN_REF_THREAD (ref) >= work->owners->len)
    return NULL;
  owners = g_ptr_array_index (work->owners, HEDDLE_SPAN_REF_THREAD (ref));
  return counter > 0 && counter <= owners->len ? &g_array_index (owners, guint32, counter - 1) : NULL;
}

/* Finds the requests and tasks that are new; tasks become pending. */
static void
scan_new_spans (Work *work, GPtrArray *keys)
{
  guint n_threads = heddle_trace_get_n_threads (work->trace);

  for (guint i = 0; i < n_threads; i++) {
    guint32 n_spans = heddle_trace_get_n_thread_spans (work->trace, i);
    GArray *owners;
    guint32 first_new;

    if (i == work->owners->len)
      g_ptr_array_add (work->owners, g_array_new (FALSE, TRUE, sizeof (guint32)));
    owners = g_ptr_array_index (work->owners, i);
    first_new = owners->len + 1;
    g_array_set_size (owners, n_spans);
    for (guint32 counter = first_new; counter <= n_spans; counter++) {
      HeddleSpanRef ref = HEDDLE_SPAN_REF (i, counter);
      guint kind = heddle_trace_get_span (work->trace, ref)->kind;

      if (kind == HEDDLE_KIND_REQUEST) {
        HeddleNumberedRequest request = { .ref = ref };

        g_array_append_val (work->requests, request);
        g_array_index (owners, guint32, counter - 1) = work->requests->len;
        g_ptr_array_add (keys, dup_key (work->trace, ref));
      } else if (kind == HEDDLE_KIND_TASK) {
        g_array_append_val (work->pending, ref);
      }
    }
  }
}

/* Follows the causes of a span to its request. The answer is kept for each span on the way; it stays unknown where a
 * cause has not been read yet. A circle, which only a broken file has, leads to none. */
static guint32
find_owner (Work *work, HeddleSpanRef ref)
{
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (guint32 *));
  guint32 found = OWNER_NONE;

  while (ref != 0) {
    guint32 *owner = owner_of (work, ref);

    if (owner == NULL) {
      found = HEDDLE_SPAN_REF_COUNTER (ref) == 0 ? OWNER_NONE : OWNER_UNKNOWN;
      break;
    }
    if (*owner == OWNER_SOUGHT)
      break;
    if (*owner != OWNER_UNKNOWN) {
      found = *owner;
      break;
    }
    *owner = OWNER_SOUGHT;
    g_array_append_val (way, owner);
    ref = heddle_trace_get_cause (work->trace, heddle_trace_get_span (work->trace, ref));
  }
  for (guint i = 0; i < way->len; i++)
    *g_array_index (way, guint32 *, i) = found;
  return found;
}

/* Whether nothing more can change about the task. */
static gboolean
settle_task (Work *work, HeddleSpanRef ref)
{
  const HeddleSpan *task = heddle_trace_get_span (work->trace, ref);
  gboolean is_open = task->end_ns == HEDDLE_TIME_OPEN;
  guint32 owner = find_owner (work, ref);
  HeddleNumberedRequest *request;
  gint64 task_ns;

  if (owner == OWNER_NONE)
    return TRUE;
  if (owner == OWNER_UNKNOWN)
    return heddle_trace_is_closed (work->trace);
  request = &g_array_index (work->requests, HeddleNumberedRequest, owner - 1);
  task_ns = (is_open ? MAX (heddle_trace_get_last_ns (work->trace), task->start_ns) : task->end_ns) - task->start_ns;
  if (request->task == 0 || request->task == ref || task_ns > request->task_ns) {
    request->task = ref;
    request->task_ns = task_ns;
  }
  return !is_open;
}

static void
settle_tasks (Work *work)
{
  guint n_left = 0;

  for (guint i = 0; i < work->pending->len; i++) {
    HeddleSpanRef ref = g_array_index (work->pending, HeddleSpanRef, i);

    if (!settle_task (work, ref))
      g_array_index (work->pending, HeddleSpanRef, n_left++) = ref;
  }
  g_array_set_size (work->pending, n_left);
}

/**
 * heddle_numbering_update:
 *
 * Takes in what the traces have recorded since. Numbers once given stay.
 */
void
heddle_numbering_update (HeddleNumbering *self)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint *n_known = g_new0 (guint, self->n_works);
  guint next_key = 0;

  for (guint i = 0; i < self->n_works; i++) {
    n_known[i] = self->works[i].requests->len;
    scan_new_spans (&self->works[i], keys);
  }
  number_keys (self, keys);
  for (guint i = 0; i < self->n_works; i++) {
    for (guint n = n_known[i]; n < self->works[i].requests->len; n++)
      g_array_index (self->works[i].requests, HeddleNumberedRequest, n).number =
        GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, g_ptr_array_index (keys, next_key++)));
    settle_tasks (&self->works[i]);
  }
}

static const HeddleNumberedRequest *
request_of (HeddleNumbering *self, guint trace, HeddleSpanRef ref)
{
  Work *work = &self->works[trace];
  const guint32 *known = owner_of (work, ref);
  guint32 owner = known == NULL ? OWNER_NONE : *known != OWNER_UNKNOWN ? *known : find_owner (work, ref);

  if (owner == OWNER_NONE || owner == OWNER_UNKNOWN)
    return NULL;
  return &g_array_index (work->requests, HeddleNumberedRequest, owner - 1);
}

/**
 * heddle_numbering_get_number:
 * @trace: the index of the trace among those of heddle_numbering_new()
 * @ref: one of its spans
 *
 * Returns: the number of the piece of work that it belongs to, or 0
 */
guint
heddle_numbering_get_number (HeddleNumbering *self, guint trace, HeddleSpanRef ref)
{
  const HeddleNumberedRequest *request = request_of (self, trace, ref);

  return request != NULL ? request->number : 0;
}

/**
 * heddle_numbering_get_request_of:
 * @trace: the index of the trace
 * @ref: one of its spans
 *
 * Returns: the nearest request among the span's causes, itself included, or 0
 */
HeddleSpanRef
heddle_numbering_get_request_of (HeddleNumbering *self, guint trace, HeddleSpanRef ref)
{
  const HeddleNumberedRequest *request = request_of (self, trace, ref);

  return request != NULL ? request->ref : 0;
}

guint
heddle_numbering_get_n_requests (HeddleNumbering *self, guint trace)
{
  return self->works[trace].requests->len;
}

const HeddleNumberedRequest *
heddle_numbering_get_request (HeddleNumbering *self, guint trace, guint index)
{
  return &g_array_index (self->works[trace].requests, HeddleNumberedRequest, index);
}

/**
 * heddle_number_get_color:
 *
 * Okabe and Ito's palette and a violet, darkened until white text on it has a contrast of 4.5 : 1.
 *
 * Returns: the colour of a piece of work as 0xRRGGBB; a neutral one for 0
 */
guint32
heddle_number_get_color (guint number)
{
  static const guint32 colors[] = { 0x0072b2, 0xc05500, 0x008561, 0xa26084, 0x9c6c00, 0x3a7b9f, 0x7d7722, 0x5c5fc4 };

  return number == 0 ? 0x5b6b7a : colors[(number - 1) % G_N_ELEMENTS (colors)];
}
