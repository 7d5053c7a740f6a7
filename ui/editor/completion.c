/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Completion of what is typed. Behind a dot the members of what stands before it are offered, else the globals.
 * Threads: the main one. Cost: O(names) each key.
 */
#include "ui/editor/completion.h"

#include "ui/editor/api-names.h"

#include <glib/gi18n.h>
#include <string.h>

/* A name that is offered. */

#define HEDDLE_TYPE_API_PROPOSAL (heddle_api_proposal_get_type ())
G_DECLARE_FINAL_TYPE (HeddleApiProposal, heddle_api_proposal, HEDDLE, API_PROPOSAL, GObject)

struct _HeddleApiProposal {
  GObject parent_instance;

  const HeddleApiName *name;
};

static char *
dup_typed_text (GtkSourceCompletionProposal *proposal)
{
  return g_strdup (HEDDLE_API_PROPOSAL (proposal)->name->name);
}

static void
init_proposal (GtkSourceCompletionProposalInterface *interface)
{
  interface->get_typed_text = dup_typed_text;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HeddleApiProposal,
                               heddle_api_proposal,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROPOSAL, init_proposal))

static void
heddle_api_proposal_class_init (HeddleApiProposalClass *class)
{
}

static void
heddle_api_proposal_init (HeddleApiProposal *self)
{
}

/* What offers them. */

struct _HeddleApiCompletion {
  GObject parent_instance;
};

static gboolean
is_name_character (gunichar character)
{
  return g_unichar_isalnum (character) || character == '_' || character == '$';
}

static void
go_to_word_start (GtkTextIter *iter)
{
  GtkTextIter before = *iter;

  while (gtk_text_iter_backward_char (&before) && is_name_character (gtk_text_iter_get_char (&before)))
    *iter = before;
}

/* The word before the dot before the word at @iter; `` when there is no dot. */
static char *
dup_owner (const GtkTextIter *word_start)
{
  GtkTextIter dot = *word_start, start;

  if (!gtk_text_iter_backward_char (&dot) || gtk_text_iter_get_char (&dot) != '.')
    return g_strdup ("");
  start = dot;
  go_to_word_start (&start);
  return gtk_text_iter_get_text (&start, &dot);
}

static gboolean
is_owner (const char *name)
{
  guint n;
  const HeddleApiName *names = heddle_api_names_get (&n);

  for (guint i = 0; i < n; i++)
    if (*names[i].owner != '*' && strcmp (names[i].owner, name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
starts_with (const char *name, const char *typed)
{
  return g_ascii_strncasecmp (name, typed, strlen (typed)) == 0 && strlen (name) > strlen (typed);
}

static void
offer (GListStore *list, GtkSourceCompletionContext *context)
{
  GtkTextIter start, end;
  g_autofree char *typed = NULL, *before = NULL;
  const char *owner;
  guint n;
  const HeddleApiName *names = heddle_api_names_get (&n);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  gtk_source_completion_context_get_bounds (context, &start, &end);
  start = end;
  go_to_word_start (&start);
  typed = gtk_text_iter_get_text (&start, &end);
  before = dup_owner (&start);
  owner = gtk_text_iter_equal (&start, &end) && *before == '\0' ? NULL : is_owner (before) ? before : "*";
  for (guint i = 0; owner != NULL && i < n; i++) {
    if (strcmp (names[i].owner, owner) != 0 || !starts_with (names[i].name, typed))
      continue;
    g_ptr_array_add (found, g_object_new (HEDDLE_TYPE_API_PROPOSAL, NULL));
    HEDDLE_API_PROPOSAL (found->pdata[found->len - 1])->name = &names[i];
  }
  g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), found->pdata, found->len);
}

static GListModel *
populate (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context, GError **error)
{
  GListStore *list = g_list_store_new (HEDDLE_TYPE_API_PROPOSAL);

  offer (list, context);
  return G_LIST_MODEL (list);
}

static void
refilter (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context, GListModel *model)
{
  offer (G_LIST_STORE (model), context);
}

static void
display (GtkSourceCompletionProvider *provider,
         GtkSourceCompletionContext *context,
         GtkSourceCompletionProposal *proposal,
         GtkSourceCompletionCell *cell)
{
  const HeddleApiName *name = HEDDLE_API_PROPOSAL (proposal)->name;

  switch (gtk_source_completion_cell_get_column (cell)) {
  case GTK_SOURCE_COMPLETION_COLUMN_TYPED_TEXT:
    gtk_source_completion_cell_set_text (cell, name->name);
    break;
  case GTK_SOURCE_COMPLETION_COLUMN_AFTER:
    gtk_source_completion_cell_set_text (cell, name->call);
    break;
  case GTK_SOURCE_COMPLETION_COLUMN_COMMENT:
    gtk_source_completion_cell_set_text (cell, _(name->brief));
    break;
  default:
    gtk_source_completion_cell_set_text (cell, NULL);
  }
}

/* What was typed becomes the name; of a call the cursor stands between the parentheses. */
static void
activate (GtkSourceCompletionProvider *provider,
          GtkSourceCompletionContext *context,
          GtkSourceCompletionProposal *proposal)
{
  const HeddleApiName *name = HEDDLE_API_PROPOSAL (proposal)->name;
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (gtk_source_completion_context_get_buffer (context));
  gboolean has_parameters = name->call != NULL && strcmp (name->call, "()") != 0;
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_mark (buffer, &end, gtk_text_buffer_get_insert (buffer));
  start = end;
  go_to_word_start (&start);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, name->name, -1);
  if (name->call != NULL && gtk_text_iter_get_char (&start) != '(') {
    gtk_text_buffer_insert (buffer, &start, "()", -1);
    if (has_parameters)
      gtk_text_iter_backward_char (&start);
    gtk_text_buffer_place_cursor (buffer, &start);
  }
  gtk_text_buffer_end_user_action (buffer);
}

static gboolean
is_trigger (GtkSourceCompletionProvider *provider, const GtkTextIter *iter, gunichar character)
{
  return character == '.';
}

/* Before the words of the text. */
static int
get_priority (GtkSourceCompletionProvider *provider, GtkSourceCompletionContext *context)
{
  return 10;
}

static void
init_provider (GtkSourceCompletionProviderInterface *interface)
{
  interface->get_priority = get_priority;
  interface->is_trigger = is_trigger;
  interface->populate = populate;
  interface->refilter = refilter;
  interface->display = display;
  interface->activate = activate;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HeddleApiCompletion,
                               heddle_api_completion,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROVIDER, init_provider))

static void
heddle_api_completion_class_init (HeddleApiCompletionClass *class)
{
}

static void
heddle_api_completion_init (HeddleApiCompletion *self)
{
}

/**
 * heddle_completion_add:
 * @view: where somebody types JavaScript
 *
 * Offers Heddle's APIs there, and the words of its text.
 */
void
heddle_completion_add (GtkSourceView *view)
{
  GtkSourceCompletion *completion = gtk_source_view_get_completion (view);
  g_autoptr (GtkSourceCompletionProvider) names = g_object_new (HEDDLE_TYPE_API_COMPLETION, NULL);
  g_autoptr (GtkSourceCompletionWords) words = gtk_source_completion_words_new (NULL);

  gtk_source_completion_words_register (words, gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));
  gtk_source_completion_add_provider (completion, names);
  gtk_source_completion_add_provider (completion, GTK_SOURCE_COMPLETION_PROVIDER (words));
}
