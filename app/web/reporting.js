// SPDX-License-Identifier: GPL-3.0-or-later
//
// reporting.js: errors that no one caught (HTML standard, "Runtime script errors", "Unhandled promise rejections"): they
// are events of the global first; what no listener cancelled is written to the console and fails the run.
(function (heddle) {
  'use strict';

  const {
    ErrorPrototype, JSONStringify, ObjectPrototypeIsPrototypeOf, RegExpPrototypeExec, String, StringPrototypeIncludes,
    StringPrototypeSplit,
  } = heddle.primordials;
  const { dispatchTrusted, hasListeners } = heddle.use('events.js');
  const { requireArguments } = heddle.use('webidl.js');
  const { global, native } = heddle;

  let reporting = false;

  function describe(error) {
    try {
      return `Uncaught ${String(error)}`;
    } catch {
      return 'Uncaught error';
    }
  }

  // The innermost frame of the program's own in an error's stack: file, line and column.
  function positionOf(error) {
    const nowhere = { filename: '', lineno: 0, colno: 0 };
    try {
      if (!ObjectPrototypeIsPrototypeOf(ErrorPrototype, error) || typeof error.stack !== 'string') return nowhere;
      const lines = StringPrototypeSplit(error.stack, '\n');
      for (let i = 0; i < lines.length; i++) {
        const match = RegExpPrototypeExec(/^(?:[^@]*@)?(.+):(\d+):(\d+)$/, lines[i]);
        if (match && !StringPrototypeIncludes(match[1], 'heddle:'))
          return { filename: match[1], lineno: +match[2], colno: +match[3] };
      }
    } catch {
      // An error whose stack throws has no position.
    }
    return nowhere;
  }

  // What is done with an error that no listener cancelled: `report` has text, message, filename, lineno, colno, error and
  // inPromise. A worker's goes to its Worker object; rejections stay in their thread.
  function reportToCreator(report) {
    if (report.inPromise) return void native.reportUncaught(report.text);
    const { text, message, filename, lineno, colno } = report;
    native.failWorker(JSONStringify({ __proto__: null, text, message, filename, lineno, colno }));
  }

  let reporter = native.isWorker ? reportToCreator : (report) => native.reportUncaught(report.text);

  function reportUncaught(error, inPromise) {
    const text = heddle.use('error-report.js').formatUncaught(error, inPromise);
    reporter({ __proto__: null, text, message: describe(error), ...positionOf(error), error, inPromise });
  }

  // Fires `error` at the global; true when a listener took care of it. An error inside of that goes straight on.
  function fireError(error) {
    if (reporting || !hasListeners(global, 'error')) return false;
    reporting = true;
    try {
      const { ErrorEvent } = heddle.use('event-types.js');
      const init = { __proto__: null, cancelable: true, message: describe(error), error, ...positionOf(error) };
      return !dispatchTrusted(global, new ErrorEvent('error', init));
    } finally {
      reporting = false;
    }
  }

  function reportException(error) {
    if (!fireError(error)) reportUncaught(error, false);
  }

  function fireRejection(type, promise, reason, cancelable) {
    if (!hasListeners(global, type)) return false;
    const { PromiseRejectionEvent } = heddle.use('event-types.js');
    return !dispatchTrusted(global, new PromiseRejectionEvent(type, { __proto__: null, cancelable, promise, reason }));
  }

  function notifyUnhandledRejection(promise, reason) {
    if (!fireRejection('unhandledrejection', promise, reason, true)) reportUncaught(reason, true);
  }

  function notifyRejectionHandled(promise, reason) {
    fireRejection('rejectionhandled', promise, reason, false);
  }

  function reportError(e) {
    requireArguments(arguments.length, 1, "execute 'reportError' on 'WindowOrWorkerGlobalScope'");
    reportException(e);
  }

  return {
    reportError, reportException, notifyUnhandledRejection, notifyRejectionHandled, reportUncaught, positionOf, describe,
    // The last step alone: for a report that came from a worker.
    passOn(report) { reporter(report); },
    setReporter(replacement) { reporter = replacement; },
  };
})
