/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scenario: a program in one or more variants, with a lesson text and parameters. See data/scenarios/README.md for
 * the form of scenario.ini.
 * Threads: any, read-only; counted references.
 */
#pragma once

#include "lab/parameter.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HeddleVariant:
 * @name: what the command line calls it
 * @title: what people read
 * @file: the file that is started, relative to the scenario's folder
 *
 * One way to do the scenario's work.
 */
typedef struct {
  char *name;
  char *title;
  char *file;
} HeddleVariant;

/**
 * HeddleScenario:
 * @name: what the command line calls it: the folder's name, or the file's
 * @folder: where it is, absolute
 * @title: what people read
 * @summary: one line about it; empty for a single file
 * @lesson: what it teaches, in Markdown; empty for a single file
 * @lesson_file: (nullable): the file in the folder that it was read from; %NULL when scenario.ini has it
 * @chapter: (nullable): the chapter that it belongs to
 * @position: where it stands among the lessons: small ones first; 0 without a chapter
 * @variants: (array length=n_variants): at least one
 * @n_variants: how many
 * @parameters: (array length=n_parameters): what can be changed
 * @n_parameters: how many
 * @clicks_ms: (array length=n_clicks): when the page is clicked, in milliseconds from the first statement, ascending
 * @n_clicks: how many
 * @is_file: whether it is a single .js file, without a scenario.ini
 *
 * Read-only.
 */
typedef struct {
  char *name;
  char *folder;
  char *title;
  char *summary;
  char *lesson;
  char *lesson_file;
  char *chapter;
  guint position;
  HeddleVariant *variants;
  guint n_variants;
  HeddleParameter *parameters;
  guint n_parameters;
  guint *clicks_ms;
  guint n_clicks;
  gboolean is_file;
} HeddleScenario;

/* The lesson that the window opens with. */
#define HEDDLE_SCENARIO_DEFAULT "fetch-then-compute"

#define HEDDLE_TYPE_SCENARIO (heddle_scenario_get_type ())
GType heddle_scenario_get_type (void);

HeddleScenario *heddle_scenario_load (const char *folder, GError **error);
HeddleScenario *heddle_scenario_new_for_file (const char *path, GError **error);
HeddleScenario *heddle_scenario_open (const char *target, GError **error);
HeddleScenario *heddle_scenario_ref (HeddleScenario *self);
void heddle_scenario_unref (HeddleScenario *self);

gboolean heddle_scenario_find_variant (const HeddleScenario *self, const char *name, guint *index, GError **error);
double *heddle_scenario_dup_defaults (const HeddleScenario *self);
gboolean heddle_scenario_set_value (const HeddleScenario *self, const char *assignment, double *values, GError **error);
gboolean heddle_scenario_has_parts (const HeddleScenario *self);
void heddle_scenario_take_out (const HeddleScenario *self, HeddlePart part, double *values);
char *heddle_scenario_values_to_json (const HeddleScenario *self, const double *values);

GPtrArray *heddle_scenario_list_built_in (GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleScenario, heddle_scenario_unref)

G_END_DECLS
