/** What all calls of Meta's Graph API have in common. */
package io.parley.runtime.graph;
