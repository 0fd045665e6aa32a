/** Where a bundler that takes modules as files has put this one: for the option `wasm`. */
declare const address: string;
export default address;
