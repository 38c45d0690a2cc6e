/** Ids that sort by the time they were made, so that tables partition by id and indexes grow at one end. */
package io.parley.runtime.ids;
