/** Records that services exchange with each other and with customers; no framework. */
package io.parley.model;
