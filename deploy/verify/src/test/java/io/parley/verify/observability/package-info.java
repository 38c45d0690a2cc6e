/**
 * Checks of alerts and dashboards. Each check returns findings, so that one check serves both tests: the repository has
 * none, and a copy with a planted mistake has the expected one.
 */
package io.parley.verify.observability;
