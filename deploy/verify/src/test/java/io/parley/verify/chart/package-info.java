/** Checks of the Helm chart. Helm runs in this process. */
package io.parley.verify.chart;
