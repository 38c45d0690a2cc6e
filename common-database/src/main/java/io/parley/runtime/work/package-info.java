/** Due jobs: loops that claim jobs from a table of their service, and the Vert.x context they run on (ADR 0004). */
package io.parley.runtime.work;
