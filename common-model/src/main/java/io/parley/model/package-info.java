/** What services say to each other and to customers: plain records, no framework. */
package io.parley.model;
