/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Markdown as widgets. libcmark parses; inline nodes become Pango's markup, blocks become labels. HTML is shown as it is
 * written, never interpreted.
 * Threads: the main one. Cost: O(text).
 */
#include "ui/lesson/markdown.h"

#include <cmark.h>
#include <string.h>

static void append_blocks (GtkBox *box, cmark_node *parent, const HeddleMarkdownMaker *maker);

static void
append_escaped (GString *markup, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append (markup, escaped);
}

static void
append_tag (GString *markup, cmark_node *node, gboolean enters)
{
  g_autofree char *url = NULL;

  switch (cmark_node_get_type (node)) {
  case CMARK_NODE_EMPH:
    g_string_append (markup, enters ? "<i>" : "</i>");
    break;
  case CMARK_NODE_STRONG:
    g_string_append (markup, enters ? "<b>" : "</b>");
    break;
  case CMARK_NODE_LINK:
    url = g_markup_escape_text (cmark_node_get_url (node), -1);
    if (enters)
      g_string_append_printf (markup, "<a href=\"%s\">", url);
    else
      g_string_append (markup, "</a>");
    break;
  default:
    break;
  }
}

static void
append_leaf (GString *markup, cmark_node *node)
{
  switch (cmark_node_get_type (node)) {
  case CMARK_NODE_TEXT:
  case CMARK_NODE_HTML_INLINE:
    append_escaped (markup, cmark_node_get_literal (node));
    break;
  case CMARK_NODE_CODE:
    g_string_append (markup, "<tt>");
    append_escaped (markup, cmark_node_get_literal (node));
    g_string_append (markup, "</tt>");
    break;
  case CMARK_NODE_SOFTBREAK:
    g_string_append_c (markup, ' ');
    break;
  case CMARK_NODE_LINEBREAK:
    g_string_append_c (markup, '\n');
    break;
  default:
    break;
  }
}

/* (transfer full): the inline nodes in a block */
static char *
dup_markup (cmark_node *block)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  cmark_iter *iter = cmark_iter_new (block);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node (iter);

    append_tag (markup, node, event == CMARK_EVENT_ENTER);
    if (event == CMARK_EVENT_ENTER)
      append_leaf (markup, node);
  }
  cmark_iter_free (iter);
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

static GtkWidget *
make_label (const char *class, GtkAccessibleRole role, const HeddleMarkdownMaker *maker)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, "hexpand", TRUE, "accessible-role", role,
                                   NULL);

  gtk_widget_add_css_class (label, class);
  if (maker->made != NULL)
    maker->made (GTK_LABEL (label), maker->data);
  return label;
}

static void
append_text (GtkBox *box, cmark_node *node, const char *class, GtkAccessibleRole role, const HeddleMarkdownMaker *maker)
{
  g_autofree char *markup = dup_markup (node);
  GtkWidget *label = make_label (class, role, maker);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_box_append (box, label);
}

static void
append_heading (GtkBox *box, cmark_node *node, const HeddleMarkdownMaker *maker)
{
  static const char *const classes[] = { "lesson-heading-1", "lesson-heading-2", "lesson-heading-3" };
  int level = CLAMP (cmark_node_get_heading_level (node), 1, (int) G_N_ELEMENTS (classes));

  append_text (box, node, classes[level - 1], GTK_ACCESSIBLE_ROLE_HEADING, maker);
}

static void
append_code (GtkBox *box, cmark_node *node, const HeddleMarkdownMaker *maker)
{
  g_autofree char *code = g_strchomp (g_strdup (cmark_node_get_literal (node)));
  const char *info = cmark_node_get_type (node) == CMARK_NODE_CODE_BLOCK ? cmark_node_get_fence_info (node) : NULL;
  GtkWidget *made = info == NULL || *info == '\0' || maker->block == NULL ? NULL
                                                                          : maker->block (info, code, maker->data);
  GtkWidget *label;

  if (made != NULL) {
    gtk_box_append (box, made);
    return;
  }
  label = make_label ("lesson-code", GTK_ACCESSIBLE_ROLE_LABEL, maker);
  gtk_widget_add_css_class (label, "monospace");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_text (GTK_LABEL (label), code);
  gtk_box_append (box, label);
}

static void
append_item (GtkBox *list, cmark_node *item, const char *bullet, const HeddleMarkdownMaker *maker)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *mark = gtk_label_new (bullet);

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), mark);
  gtk_box_append (GTK_BOX (row), content);
  append_blocks (GTK_BOX (content), item, maker);
  gtk_box_append (list, row);
}

static void
append_list (GtkBox *box, cmark_node *list, const HeddleMarkdownMaker *maker)
{
  GtkWidget *rows = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  gboolean is_numbered = cmark_node_get_list_type (list) == CMARK_ORDERED_LIST;
  int number = cmark_node_get_list_start (list);

  for (cmark_node *item = cmark_node_first_child (list); item != NULL; item = cmark_node_next (item)) {
    g_autofree char *bullet = is_numbered ? g_strdup_printf ("%d.", number++) : g_strdup ("•");

    append_item (GTK_BOX (rows), item, bullet, maker);
  }
  gtk_box_append (box, rows);
}

static void
append_quote (GtkBox *box, cmark_node *node, const HeddleMarkdownMaker *maker)
{
  GtkWidget *quote = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_add_css_class (quote, "lesson-quote");
  append_blocks (GTK_BOX (quote), node, maker);
  gtk_box_append (box, quote);
}

static void
append_blocks (GtkBox *box, cmark_node *parent, const HeddleMarkdownMaker *maker)
{
  for (cmark_node *node = cmark_node_first_child (parent); node != NULL; node = cmark_node_next (node)) {
    switch (cmark_node_get_type (node)) {
    case CMARK_NODE_HEADING:
      append_heading (box, node, maker);
      break;
    case CMARK_NODE_PARAGRAPH:
      append_text (box, node, "lesson-paragraph", GTK_ACCESSIBLE_ROLE_LABEL, maker);
      break;
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
      append_code (box, node, maker);
      break;
    case CMARK_NODE_LIST:
      append_list (box, node, maker);
      break;
    case CMARK_NODE_BLOCK_QUOTE:
      append_quote (box, node, maker);
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      gtk_box_append (box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      break;
    default:
      break;
    }
  }
}

/**
 * heddle_markdown_fill:
 * @box: where the widgets go
 * @text: in Markdown
 * @maker: what someone else adds to them
 */
void
heddle_markdown_fill (GtkBox *box, const char *text, const HeddleMarkdownMaker *maker)
{
  cmark_node *document = cmark_parse_document (text, strlen (text), CMARK_OPT_SMART);

  append_blocks (box, document, maker);
  cmark_node_free (document);
}
