//! The page for table codes: what is typed is on the screen, and a camera reads it there.

use linger_tests::server::Server;
use linger_tests_browsers::driver::Driver;
use linger_tests_browsers::engine::Engine;
use linger_tests_browsers::phone::Phone;

/// Types into fields, as a hand does: the page hears of it.
fn type_in(fields: &[(&str, &str)]) -> String {
    let set = fields.iter().map(|(name, text)| {
        format!(
            "form.elements[{}].value = {};",
            serde_json::Value::from(*name),
            serde_json::Value::from(*text)
        )
    });
    let set: String = set.collect();
    format!(
        "const form = document.querySelector('[data-part=order]'); {set}
         form.dispatchEvent(new Event('input', {{ bubbles: true }}));"
    )
}

async fn opened(server: &Server) -> (Driver, Phone) {
    let driver = Driver::start(Engine::Chromium).await;
    let phone = Phone::open(&driver).await;
    phone.visit(&format!("{}/qr/?lang=ko", server.address)).await;
    (driver, phone)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_codes_on_the_screen_say_the_menus_address_and_their_tables() {
    let server = Server::start();
    let (_driver, phone) = opened(&server).await;
    phone.wait_for("return document.querySelectorAll('.sheet svg > g > g').length === 12").await;
    let order = [
        ("address", "https://menu.example/?lang=ko#/"),
        ("tables", "7, 테라스 2"),
        ("caption", "메뉴를 보려면 스캔하세요"),
        ("grid", "1x1"),
    ];
    phone.tell(&type_in(&order)).await;
    phone.wait_for("return document.querySelectorAll('.sheet').length === 2").await;
    let address = |table: &str| Some(format!("https://menu.example/?lang=ko&table={table}#/"));
    let first = phone.picture(".sheet:nth-child(1) svg").await.code();
    let second = phone.picture(".sheet:nth-child(2) svg").await.code();
    assert_eq!([first, second], [address("7"), address("%ED%85%8C%EB%9D%BC%EC%8A%A4+2")]);
    assert_eq!(phone.console().await, Vec::<String>::new());
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_said_at_its_field_and_nothing_can_be_printed() {
    let server = Server::start();
    let (_driver, phone) = opened(&server).await;
    phone.tell(&type_in(&[("address", "menu"), ("tables", "9-1,5,5")])).await;
    phone.wait_for("return document.querySelectorAll('.sheet').length === 0").await;
    let told: Vec<String> =
        phone.ask("return [...document.querySelectorAll('.wrong li')].map((one) => one.textContent)").await;
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[1].contains("9-1") && told[2].contains('5'), "{told:?}");
    let fields: Vec<String> = phone
        .ask("return [...document.querySelectorAll('[aria-invalid=true]')].map((one) => one.name)")
        .await;
    assert_eq!(fields, ["address", "tables"]);
    assert!(phone.ask::<bool>("return document.querySelector('[data-part=print]').disabled").await);
    phone.close().await;
}
