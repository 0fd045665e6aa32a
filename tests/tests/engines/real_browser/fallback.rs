//! Pages whose policy forbids WebAssembly.

use linger_tests_browsers::collector::Collector;
use linger_tests_browsers::engine::Engine;

use super::table::{Table, comes};

in_all_engines![where_web_assembly_is_forbidden_javascript_measures];

async fn where_web_assembly_is_forbidden_javascript_measures(engine: Engine) {
    let (table, collector) = (Table::laid(engine).await, Collector::open().await);
    table.opens("plain.html", &collector, &[]).await;
    table.goes_to("strict.html", &collector, &[]).await;
    table.phone.tell("linger.track('strict', { n: 1 }); linger.flush()").await;
    let account =
        comes(&collector, "the strict page's report", |account| account.reports("strict") == [1]).await;
    let post = account.posts.iter().find(|post| post.reports("strict") == [1]).expect("it came");
    let engines = [&account.posts[0].batch["engine"], &post.batch["engine"]];
    assert_eq!(engines, ["wasm", "js"], "{engine}: which one ran travels in the batch");
    table.phone.close().await;
}
