//! Answers of the services that speak XML.

use roxmltree::{Document, Node};

/// An answer, read by the names of its elements, wherever they stand in it.
#[derive(Clone, Debug)]
pub struct Xml {
    text: String,
}

impl Xml {
    /// An answer's body; an empty one is an answer without elements.
    ///
    /// # Panics
    /// When it is no XML.
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        let text = String::from_utf8(body.to_vec()).expect("an answer is UTF-8");
        let xml = Self { text: if text.is_empty() { "<nothing/>".to_owned() } else { text } };
        drop(xml.document());
        xml
    }

    /// The texts of all elements of this name.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<String> {
        named(&self.document(), name).map(|node| node.text().unwrap_or_default().to_owned()).collect()
    }

    /// The text of the first element of this name.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn one(&self, name: &str) -> String {
        self.all(name).into_iter().next().unwrap_or_else(|| panic!("no {name} in {}", self.text))
    }

    /// For each element that has both of these among its children: their texts.
    #[must_use]
    pub fn pairs(&self, name: &str, value: &str) -> Vec<(String, String)> {
        let document = self.document();
        let text = |node: Node<'_, '_>, of: &str| {
            let child = node.children().find(|child| child.tag_name().name() == of)?;
            Some(child.text().unwrap_or_default().to_owned())
        };
        document.descendants().filter_map(|node| Some((text(node, name)?, text(node, value)?))).collect()
    }

    fn document(&self) -> Document<'_> {
        Document::parse(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }
}

fn named<'a>(document: &'a Document<'a>, name: &str) -> impl Iterator<Item = Node<'a, 'a>> {
    document.descendants().filter(move |node| node.tag_name().name() == name)
}
