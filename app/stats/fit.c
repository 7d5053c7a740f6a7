/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Amdahl's law through measured times: least squares of the logarithms, by GSL's trust-region solver, because times vary
 * by a share of themselves and not by so many milliseconds.
 * Threads: any.
 */
#include "stats/fit.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <math.h>

#define N_UNKNOWNS 2
#define MAX_STEPS 200
#define TOLERANCE 1e-10

/* Where the solver steps outside of what has a logarithm. */
#define LEAST_SHARE 1e-9

typedef struct {
  const guint *cores;
  const double *times;
  guint n_times;
} Data;

static double
find_share (double serial, double cores)
{
  return MAX (serial + (1 - serial) / cores, LEAST_SHARE);
}

/* The unknowns are the logarithm of the time on one core, and the serial part. */
static int
find_residuals (const gsl_vector *unknowns, void *user_data, gsl_vector *residuals)
{
  const Data *data = user_data;

  for (gsize i = 0; i < data->n_times; i++)
    gsl_vector_set (residuals, i,
                    gsl_vector_get (unknowns, 0) + log (find_share (gsl_vector_get (unknowns, 1), data->cores[i])) -
                      log (data->times[i]));
  return GSL_SUCCESS;
}

static int
find_jacobian (const gsl_vector *unknowns, void *user_data, gsl_matrix *jacobian)
{
  const Data *data = user_data;

  for (gsize i = 0; i < data->n_times; i++) {
    gsl_matrix_set (jacobian, i, 0, 1);
    gsl_matrix_set (jacobian, i, 1,
                    (1 - 1.0 / data->cores[i]) / find_share (gsl_vector_get (unknowns, 1), data->cores[i]));
  }
  return GSL_SUCCESS;
}

/* How much the times vary where the number of cores is the same. */
static double
find_pure_error (const Data *data, guint *n_counts)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  double sum = 0;

  for (guint i = 0; i < data->n_times; i++) {
    double total = 0;
    guint n = 0;

    for (guint j = 0; j < data->n_times; j++)
      if (data->cores[j] == data->cores[i]) {
        total += log (data->times[j]);
        n++;
      }
    sum += pow (log (data->times[i]) - total / n, 2);
    g_hash_table_add (seen, GUINT_TO_POINTER (data->cores[i]));
  }
  *n_counts = g_hash_table_size (seen);
  return sum;
}

static void
read_solution (gsl_multifit_nlinear_workspace *solver, const Data *data, HeddleFit *fit)
{
  gsl_matrix *covariance = gsl_matrix_alloc (N_UNKNOWNS, N_UNKNOWNS);
  gsl_vector *residuals = gsl_multifit_nlinear_residual (solver);
  double n_free = (double) data->n_times - N_UNKNOWNS, sum, pure, radius, missed;
  guint n_counts;

  gsl_blas_ddot (residuals, residuals, &sum);
  gsl_multifit_nlinear_covar (gsl_multifit_nlinear_jac (solver), 0, covariance);
  radius = sqrt (N_UNKNOWNS * gsl_cdf_fdist_Pinv (HEDDLE_LEVEL_WANTED, N_UNKNOWNS, n_free) *
                 gsl_matrix_get (covariance, 1, 1) * sum / n_free);
  fit->time = exp (gsl_vector_get (gsl_multifit_nlinear_position (solver), 0));
  fit->serial.middle = gsl_vector_get (gsl_multifit_nlinear_position (solver), 1);
  fit->serial.low = CLAMP (fit->serial.middle - radius, 0, 1);
  fit->serial.high = CLAMP (fit->serial.middle + radius, 0, 1);
  fit->serial.middle = CLAMP (fit->serial.middle, 0, 1);
  fit->serial.level = HEDDLE_LEVEL_WANTED;
  pure = find_pure_error (data, &n_counts);
  missed = MAX (sum - pure, 0) / (n_counts - N_UNKNOWNS);
  fit->contradiction = gsl_cdf_fdist_Q (missed / (pure / (data->n_times - n_counts)), n_counts - N_UNKNOWNS,
                                        data->n_times - n_counts);
  gsl_matrix_free (covariance);
}

static gboolean
has_meaning (const Data *data)
{
  guint n_counts;

  return data->n_times > 0 && find_pure_error (data, &n_counts) > 0 && n_counts > N_UNKNOWNS &&
         data->n_times > n_counts;
}

/**
 * heddle_fit_amdahl:
 * @cores: (array length=n_times): on how many cores each time was measured
 * @times: (array length=n_times): the times, all greater than 0
 * @n_times: how many
 * @fit: (out caller-allocates): the curve
 *
 * The interval of the serial part holds it together with the time on one core, with a probability of 95 %: the curve that
 * is drawn comes from both, so it is Scheffé's (√(2 F)), a little wider than Student's. Whether the law holds at all is
 * asked of the times themselves: do they lie further from the curve than repeats lie from each other? (Lack of fit;
 * N. R. Draper, H. Smith, Applied Regression Analysis, 3rd edition, 1998, sections 2.1, 5.5 and 24.)
 *
 * Returns: %FALSE when no curve has a meaning: a curve of two unknowns needs three core counts, and repeats
 */
gboolean
heddle_fit_amdahl (const guint *cores, const double *times, guint n_times, HeddleFit *fit)
{
  Data data = { cores, times, n_times };
  gsl_multifit_nlinear_parameters parameters = gsl_multifit_nlinear_default_parameters ();
  gsl_multifit_nlinear_fdf problem = {
    .f = find_residuals, .df = find_jacobian, .n = n_times, .p = N_UNKNOWNS, .params = &data
  };
  gsl_multifit_nlinear_workspace *solver;
  double first[N_UNKNOWNS] = { log (times[0]), 0.5 };
  gsl_vector_view start = gsl_vector_view_array (first, N_UNKNOWNS);
  int info;
  gboolean is_solved;

  if (!has_meaning (&data))
    return FALSE;
  solver = gsl_multifit_nlinear_alloc (gsl_multifit_nlinear_trust, &parameters, n_times, N_UNKNOWNS);
  gsl_multifit_nlinear_init (&start.vector, &problem, solver);
  is_solved = gsl_multifit_nlinear_driver (MAX_STEPS, TOLERANCE, TOLERANCE, 0, NULL, NULL, &info, solver) ==
              GSL_SUCCESS;
  if (is_solved)
    read_solution (solver, &data, fit);
  gsl_multifit_nlinear_free (solver);
  return is_solved;
}

/**
 * heddle_fit_get_time:
 * @cores: how many cores
 *
 * Returns: the curve's time on as many
 */
double
heddle_fit_get_time (const HeddleFit *fit, double cores)
{
  return fit->time * find_share (fit->serial.middle, cores);
}
