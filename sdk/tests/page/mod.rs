//! A page under test: its own markup, a network that is not there, a console that is listened to.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element};

/// Frames after which a condition that never comes true fails its test: ten seconds at 60 Hz.
const FRAMES_MAX: u32 = 600;

/// Replaces fetch and console.warn, keeping what they are given.
const DOUBLES: &str = "
  window.double = { posts: [], settled: 0, status: 202, warnings: [] };
  window.fetch = (url, options) => {
    double.posts.push(options.body);
    const answer = Promise.resolve(new Response('{}', { status: double.status }));
    answer.then(() => setTimeout(() => double.settled++));
    return answer;
  };
  console.warn = (message) => double.warnings.push(message);
";

pub(crate) struct Page {
    root: Element,
}

impl Page {
    pub(crate) fn with(markup: &str) -> Self {
        run(DOUBLES);
        let document: Document = web_sys::window().and_then(|window| window.document()).expect("a page");
        let root = document.create_element("main").expect("an element");
        // Over whatever the test runner shows.
        root.set_attribute("style", "position:absolute;top:0;left:0;width:100%")
            .expect("any element takes a style");
        document.body().expect("a body").append_child(&root).expect("room for it");
        let page = Self { root };
        page.set(markup);
        page
    }

    pub(crate) fn set(&self, markup: &str) {
        self.root.set_inner_html(markup);
    }

    pub(crate) fn answer_with(&self, status: u16) {
        let _ = self;
        run(&format!("double.status = {status}"));
    }

    /// The body of a post, once it is made.
    pub(crate) async fn post(&self, index: u32) -> String {
        self.post_of("demo", index).await
    }

    /// The body of a site's post, once it is made.
    pub(crate) async fn post_of(&self, site: &str, index: u32) -> String {
        let posts = format!(r#"double.posts.filter((body) => body.includes('"site":"{site}"'))"#);
        self.until(&format!("{posts}.length > {index}")).await;
        run(&format!("return {posts}[{index}]")).as_string().expect("a body is a text")
    }

    /// Waits until a post's answer has been heard.
    pub(crate) async fn settled(&self, index: u32) {
        self.until(&format!("double.settled > {index}")).await;
    }

    pub(crate) fn posts_of(&self, site: &str) -> u32 {
        let count =
            format!(r#"return double.posts.filter((body) => body.includes('"site":"{site}"')).length"#);
        self.run(&count).as_f64().map_or(0, |count| count as u32)
    }

    /// Whether any storage holds a key that begins so.
    pub(crate) fn stores(&self, key: &str) -> bool {
        let any = format!(
            "return [localStorage, sessionStorage].some((area) => Object.keys(area).some((one) => one.startsWith('{key}')))"
        );
        self.run(&any).is_truthy()
    }

    pub(crate) fn run(&self, script: &str) -> JsValue {
        let _ = self;
        run(script)
    }

    pub(crate) fn warnings(&self) -> Vec<String> {
        let _ = self;
        let warnings: Array = run("return double.warnings").unchecked_into();
        warnings.iter().filter_map(|warning| warning.as_string()).collect()
    }

    /// Does something while the browser lacks one of its objects.
    pub(crate) fn without(&self, object: &str, work: impl FnOnce()) {
        let _ = self;
        run(&format!("double.hidden = window.{object}; delete window.{object}"));
        work();
        run(&format!("window.{object} = double.hidden"));
    }

    /// Does something while the navigator says so.
    pub(crate) fn with_navigator(&self, says: &str, work: impl FnOnce()) {
        let _ = self;
        run(&format!(
            "for (const [name, value] of Object.entries({{ {says} }})) {{
               Object.defineProperty(navigator, name, {{ value, configurable: true }});
             }}"
        ));
        work();
        run("delete navigator.globalPrivacyControl; delete navigator.doNotTrack");
    }

    /// Waits by the page's own clock.
    pub(crate) async fn hold_ms(&self, ms: f64) {
        let now = run("return performance.now()").as_f64().expect("a time");
        self.until(&format!("performance.now() >= {}", now + ms)).await;
    }

    pub(crate) async fn until(&self, condition: &str) {
        let _ = self;
        for _ in 0..FRAMES_MAX {
            if run(&format!("return {condition}")).is_truthy() {
                return;
            }
            JsFuture::from(frame()).await.expect("frames come");
        }
        panic!("waited in vain for {condition}");
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.root.remove();
    }
}

fn frame() -> Promise {
    let window = web_sys::window().expect("a page");
    let request = Reflect::get(&window, &"requestAnimationFrame".into()).expect("browsers have it");
    let request: Function = request.unchecked_into();
    Promise::new(&mut |resolve, _| {
        request.call1(&window, &resolve).expect("a frame can be asked for");
    })
}

fn run(script: &str) -> JsValue {
    Function::new_no_args(script).call0(&JsValue::NULL).expect("the tests' own scripts are sound")
}
