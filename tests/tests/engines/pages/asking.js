// What a browser with Global Privacy Control tells its pages, for engines that have no such setting.
Object.defineProperty(navigator, "globalPrivacyControl", { value: true, configurable: true });
