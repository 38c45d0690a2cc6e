/** Common parts of calls of Meta's Graph API. */
package io.parley.runtime.graph;
