/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of the editor comes back at the next start.
 * Threads: the main one.
 */
#include "ui/editor/editor.h"

static void
restore_cursor (HeddlePage *page, HeddleSession *session)
{
  guint line, column;

  if (heddle_session_get_cursor (session, heddle_document_get_path (heddle_page_get_document (page)), &line, &column))
    heddle_page_place_cursor (page, line, column);
}

/**
 * heddle_editor_restore:
 * @session: what was seen the last time
 *
 * Shows the file that was seen, with its text cursor where it was, and as large as it was.
 */
void
heddle_editor_restore (HeddleEditor *self, HeddleSession *session)
{
  if (session->text_size > 0)
    heddle_editor_set_text_size (self, session->text_size);
  if (session->file != NULL)
    heddle_editor_show_file (self, session->file);
  for (guint i = 0; i < heddle_editor_get_n_pages (self); i++)
    restore_cursor (heddle_editor_get_page (self, i), session);
}

static void
remember_cursor (HeddleDocument *document, HeddleSession *session)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (document);
  GtkTextIter cursor;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  heddle_session_set_cursor (session, heddle_document_get_path (document), (guint) gtk_text_iter_get_line (&cursor) + 1,
                             (guint) gtk_text_iter_get_line_offset (&cursor) + 1);
}

/**
 * heddle_editor_remember:
 * @session: where to note what is seen
 */
void
heddle_editor_remember (HeddleEditor *self, HeddleSession *session)
{
  HeddlePage *page = heddle_editor_get_current_page (self);

  session->text_size = heddle_editor_get_text_size (self);
  if (page == NULL)
    return;
  g_free (session->file);
  session->file = g_strdup (heddle_document_get_name (heddle_page_get_document (page)));
  for (guint i = 0; i < heddle_editor_get_n_pages (self); i++)
    if (heddle_page_get_view (heddle_editor_get_page (self, i)) != NULL)
      remember_cursor (heddle_page_get_document (heddle_editor_get_page (self, i)), session);
}

/**
 * heddle_editor_is_safe:
 *
 * Returns: whether all that is seen would be there again after a crash: saved, or put aside
 */
gboolean
heddle_editor_is_safe (HeddleEditor *self)
{
  for (guint i = 0; i < heddle_editor_get_n_pages (self); i++)
    if (heddle_document_get_notice (heddle_page_get_document (heddle_editor_get_page (self, i))) ==
        HEDDLE_NOTICE_ENDANGERED)
      return FALSE;
  return TRUE;
}
