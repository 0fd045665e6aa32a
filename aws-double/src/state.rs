//! What the requests of a double share.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard};

use crate::account::{Account, Taken};
use crate::fault::{Call, Fault};
use crate::keys::Keys;
use crate::plan::Plan;
use crate::settings::DoubleSettings;

/// Settings, which stay, and the rest, which changes.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) settings: DoubleSettings,
    state: Mutex<State>,
}

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) account: Account,
    pub(crate) taken: Vec<Taken>,
    pub(crate) keys: Keys,
    pub(crate) identities: HashSet<String>,
    pub(crate) script: HashMap<Call, VecDeque<Fault>>,
    pub(crate) plan: Plan,
}

impl Shared {
    pub(crate) fn new(settings: DoubleSettings) -> Self {
        let state = State {
            account: Account::default(),
            taken: Vec::new(),
            keys: Keys::new(&settings.keys),
            identities: HashSet::new(),
            script: HashMap::new(),
            plan: Plan::none(),
        };
        Self { settings, state: Mutex::new(state) }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody panics with it")
    }
}

impl State {
    /// The fault that this call meets: the next of its script, else, for puts, one of the plan.
    pub(crate) fn fault(&mut self, call: Call) -> Fault {
        let scripted = self.script.get_mut(&call).and_then(VecDeque::pop_front);
        scripted.unwrap_or_else(|| if call.is_put() { self.plan.draw() } else { Fault::Nothing })
    }
}
