/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers that look random and are the same for the same seed.
 * Threads: any; plain values. Cost: a few nanoseconds.
 */
#include "server/seeded.h"

#include <string.h>

/**
 * heddle_seeded_mix:
 * @number: any number
 *
 * Returns: another one, every bit of which depends on every bit of @number (the finaliser of splitmix64: Steele, Lea,
 *   Flood, "Fast splittable pseudorandom number generators", 2014)
 */
guint64
heddle_seeded_mix (guint64 number)
{
  number += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  number = (number ^ (number >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  number = (number ^ (number >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return number ^ (number >> 31);
}

/**
 * heddle_seeded_hash:
 * @text: a text
 * @seed: a seed
 *
 * Returns: a number for the two of them (FNV-1a, then mixed)
 */
guint64
heddle_seeded_hash (const char *text, guint64 seed)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325) ^ heddle_seeded_mix (seed);

  for (const char *p = text; *p != '\0'; p++)
    hash = (hash ^ (guint8) *p) * G_GUINT64_CONSTANT (0x100000001b3);
  return heddle_seeded_mix (hash);
}

/**
 * heddle_seeded_fraction:
 * @number: a number from one of the other functions
 *
 * Returns: it as a fraction, from 0 to below 1
 */
double
heddle_seeded_fraction (guint64 number)
{
  return (double) (number >> 11) / (double) (G_GUINT64_CONSTANT (1) << 53);
}

/**
 * heddle_seeded_fill:
 * @buffer: where to write
 * @size_bytes: how much
 * @seed: which endless row of bytes
 * @offset_bytes: from where in it; a multiple of 8
 *
 * Writes a part of an endless row of bytes; each part is the same, whatever the parts are that it is asked for in.
 */
void
heddle_seeded_fill (guint8 *buffer, gsize size_bytes, guint64 seed, guint64 offset_bytes)
{
  guint64 base = heddle_seeded_mix (seed);
  guint64 index = offset_bytes / sizeof (guint64);

  for (gsize done = 0; done < size_bytes; done += sizeof (guint64), index++) {
    guint64 word = GUINT64_TO_LE (heddle_seeded_mix (base + index));

    memcpy (buffer + done, &word, MIN (sizeof word, size_bytes - done));
  }
}
