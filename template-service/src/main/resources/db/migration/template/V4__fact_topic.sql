-- The id that the broker gave the topic to which all facts were published. Another id means that the facts are lost.
create table fact_topic (
    topic    text primary key,
    topic_id text not null
);
