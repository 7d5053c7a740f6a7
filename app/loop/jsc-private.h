/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Functions that JavaScriptCore's library exports but its installed headers do not declare.
 */
#pragma once

#include <stdbool.h>
#include <JavaScriptCore/JavaScript.h>

typedef bool (*JSShouldTerminateCallback) (JSContextRef context, void *data);
void JSContextGroupSetExecutionTimeLimit (JSContextGroupRef group,
                                          double limit_s,
                                          JSShouldTerminateCallback callback,
                                          void *data);
void JSContextGroupClearExecutionTimeLimit (JSContextGroupRef group);
void
JSGlobalContextSetUnhandledRejectionCallback (JSGlobalContextRef context, JSObjectRef function, JSValueRef *exception);
typedef void (*JSHeapFinalizer) (JSContextGroupRef group, void *data);
void JSContextGroupAddHeapFinalizer (JSContextGroupRef group, JSHeapFinalizer finalizer, void *data);
void JSContextGroupRemoveHeapFinalizer (JSContextGroupRef group, JSHeapFinalizer finalizer, void *data);
JSObjectRef JSObjectGetProxyTarget (JSObjectRef object);
