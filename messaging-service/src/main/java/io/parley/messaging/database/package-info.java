/** Sessions, pages and upserts of entities (Hibernate Reactive with Panache). */
package io.parley.messaging.database;
