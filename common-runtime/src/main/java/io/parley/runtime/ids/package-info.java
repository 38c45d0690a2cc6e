/** Ids that sort by creation time, so that tables partition by id and indexes grow at one end. */
package io.parley.runtime.ids;
