from blogs.api.addresses import OldAddresses
from blogs.api.images import Images
from blogs.api.posts import PostResource
from blogs.api.previews import PreviewLinks
from blogs.api.revisions import Revisions
from blogs.api.writers import Writers


class WrittenPosts(Writers, Revisions, Images, PreviewLinks, OldAddresses, PostResource):
    __doc__ = PostResource.__doc__
